/// What the mails of a send hold.
package enum MailContent: String, CaseIterable, Hashable, Sendable {
    /// Links and nothing of the case.
    case notice
    /// The update as it is written, and links to its files.
    case text
    /// The update as it is written, and the files themselves.
    case files

    /// Whether anything of the case travels in the mail.
    package var isFull: Bool { self != .notice }
}
