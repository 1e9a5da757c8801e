/// The access groups: who sees the updates of each, and what else it means to carry one.
struct AccessGroupsPage: Page {
    let frame: WorkingFrame
    /// Nil when the viewer may not.
    let new: String?
    let groups: [Row]

    struct Row: Sendable {
        let name: String
        let edit: String?
        /// `manager, investigator, client contact`
        let audience: String
        let validation: String
        let documents: String
        /// How many updates carry it.
        let updates: String
        let presets: String
        /// Nil unless it is archived.
        let status: StatusTag?
    }
}
