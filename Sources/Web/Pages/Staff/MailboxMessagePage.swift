/// In development: one mail as text, and where its other forms are.
struct MailboxMessagePage: Page {
    let frame: WorkingFrame
    let from: String
    let to: String
    let subject: String
    let at: When
    let text: String
    /// The links of the mail, to press rather than copy.
    let links: [String]
    /// Serves the HTML part by itself, in a sandbox; nil if there is none.
    let html: String?
    let source: String
}
