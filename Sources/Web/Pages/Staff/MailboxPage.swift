/// In development: the mails that would have gone out, newest first.
struct MailboxPage: Page {
    let frame: WorkingFrame
    let mails: [MailRow]

    struct MailRow: Sendable {
        let path: String
        let to: String
        let subject: String
        let at: When
    }
}
