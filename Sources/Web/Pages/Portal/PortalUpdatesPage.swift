/// What was sent to somebody, in all or of one case.
struct PortalUpdatesPage: Page {
    let frame: ReadingFrame
    let heading: String
    /// Reference and status of the one case; nil where it is not about one.
    let caseFile: String?
    /// The newest first.
    let updates: [PortalUpdateRow]
    let next: String?
}
