/// Several cases that are to be closed or opened again, or that were: what becomes, or became, of each.
struct StatusChangePage: Page {
    let frame: WorkingFrame
    /// `Close 3 cases?`, `3 cases are closed`.
    let heading: String
    let rows: [Row]
    /// Of cases that this viewer does not see; nil without any.
    let missing: String?
    /// Nil once it is done, and where there is nothing to do.
    let confirm: Confirm?

    struct Row: Sendable {
        let path: String
        let title: String
        let reference: String
        let outcome: StatusTag
    }

    struct Confirm: Sendable {
        let hidden: [HiddenField]
        /// `Close 3 cases`
        let label: String
        /// What that means.
        let meaning: String
    }
}
