/// The first page of the portal: one's cases, and what came last.
struct PortalPage: Page {
    let frame: ReadingFrame
    let name: String
    let cases: [Case]
    /// How many notifications were not read, `3` or `99+`; nil for none.
    let unread: String?
    /// The newest first.
    let updates: [PortalUpdateRow]
    /// `/portal/updates`, where there are more.
    let all: String?

    struct Case: Sendable {
        let path: String
        let reference: String
        let title: String
        let status: StatusTag
    }
}
