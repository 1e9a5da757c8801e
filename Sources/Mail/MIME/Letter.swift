package import Domain

/// A mail of ours as data: who, when, and what it says, before it is written down as octets.
package struct Letter: Sendable {
    package let fromName: String
    package let from: EmailAddress
    package let to: EmailAddress
    /// Only where replies are handled; otherwise the letter says that they are not read.
    package let replyTo: EmailAddress?
    package let subject: String
    /// What mail programs show beside the subject; nobody sees it in the letter.
    package let preheader: String
    package let blocks: [Block]
    /// The files that travel in it; their octets are put in when it leaves.
    package let enclosures: [Enclosure]
    /// Host, with port if it has one, that every link has to lead to: `updates.example.com`.
    package let host: String
    /// How to reach the organisation.
    package let contact: String
    /// Written by the machine rather than by a person's act (RFC 3834).
    package let isAutomatic: Bool
    package let messageID: MessageID
    /// Earlier letters it belongs to, oldest first, so that mail programs show them together.
    package let references: [MessageID]
    package let date: Moment

    package init(
        fromName: String, from: EmailAddress, to: EmailAddress, replyTo: EmailAddress? = nil, subject: String,
        preheader: String, blocks: [Block], enclosures: [Enclosure] = [], host: String, contact: String,
        isAutomatic: Bool, messageID: MessageID,
        references: [MessageID] = [], date: Moment
    ) {
        self.fromName = fromName
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.preheader = preheader
        self.blocks = blocks
        self.enclosures = enclosures
        self.host = host
        self.contact = contact
        self.isAutomatic = isAutomatic
        self.messageID = messageID
        self.references = references
        self.date = date
    }
}

extension Letter: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "a letter" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
