/// The presets: stored beginnings of updates.
struct PresetsPage: Page {
    let frame: WorkingFrame
    /// Nil when the viewer may not.
    let new: String?
    let presets: [Row]

    struct Row: Sendable {
        let name: String
        let edit: String?
        /// The access group whose updates begin with it.
        let group: String
        let title: String
        /// Nil unless it is archived.
        let status: StatusTag?
    }
}
