import Domain
package import Mail

/// The mails that development keeps on disk instead of sending, as its pages show them.
package struct DevelopmentMailbox: Sendable {
    private let folder: MailboxFolder

    package init(_ folder: MailboxFolder) { self.folder = folder }

    /// One mail as it would have arrived.
    package struct Letter: Sendable {
        package let number: Int
        package let sender: String
        package let recipient: String
        package let subject: String
        package let date: String
        package let text: String
        package let html: String
        /// The whole message, headers and all.
        package let source: String
    }

    /// Newest first.
    package func letters(limit: Int = 100) async -> [Letter] { await folder.mails(limit: limit).map(Letter.init) }

    /// The mail of this number, if it is kept.
    package func letter(_ number: Int) async -> Letter? { await folder.mail(number).map(Letter.init) }
}

extension DevelopmentMailbox.Letter {
    init(_ mail: KeptMail) {
        self.init(
            number: mail.number, sender: mail.sender, recipient: mail.recipient.spelling, subject: mail.subject,
            date: mail.date, text: mail.text, html: mail.html, source: mail.source)
    }
}
