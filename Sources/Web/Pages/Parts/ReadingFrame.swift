/// Before verification nothing here may tell more than the organisation's name and contact line (LT-08).
struct ReadingFrame: Sendable {
    let organisation: String
    /// The sender name that mails use; the last part of every title, since titles stay in browser histories.
    let discreetName: String
    /// Whom to call or write to, in one line.
    let contact: String
    /// Chosen by the visitor; nil follows the browser.
    let theme: Theme?
    /// What forms send back as `_token`.
    let formToken: String
    let flash: Flash?
    let errors: ErrorSummary?
    /// This browser holds a grant: the page keeps it alive while it is open, and offers to end it.
    let hasGrant: Bool
    /// Whoever is signed in to the portal, with the way round it; nil on every page outside.
    var portal: PortalNav?
    let assets = Assets.folder
}
