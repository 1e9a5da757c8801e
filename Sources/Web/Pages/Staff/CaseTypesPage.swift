/// The kinds of cases that the organisation has.
struct CaseTypesPage: Page {
    let frame: WorkingFrame
    /// Nil when the viewer may not.
    let new: String?
    let types: [Row]

    struct Row: Sendable {
        let name: String
        let edit: String?
        /// How many cases that the viewer sees have it.
        let cases: String
        /// The list of these cases.
        let list: String
        /// Nil unless it is archived.
        let status: StatusTag?
    }
}
