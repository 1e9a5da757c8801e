/// The teams and circles of staff.
struct TeamsPage: Page {
    let frame: WorkingFrame
    /// Nil when the viewer may not.
    let new: String?
    let teams: [Row]

    struct Row: Sendable {
        let name: String
        let edit: String?
        /// `Team`, or `Circle`
        let kind: String
        /// Names with commas between them.
        let members: String
        /// Nil unless it is archived.
        let status: StatusTag?
    }
}
