package import Domain

/// A letter on its way into the outbox.
package struct QueuedLetter: Sendable {
    package let id: ID<QueuedLetter>
    package let kind: LetterKind
    package let address: EmailAddress
    package let delivery: ID<Delivery>?
    package let link: ID<FileLink>?
    /// The whole message, sealed by the ring's letter key with this id as context.
    package let sealed: String
    package let giveUpAt: Moment

    package init(
        id: ID<QueuedLetter>, kind: LetterKind, address: EmailAddress, delivery: ID<Delivery>?, link: ID<FileLink>?,
        sealed: String, giveUpAt: Moment
    ) {
        self.id = id
        self.kind = kind
        self.address = address
        self.delivery = delivery
        self.link = link
        self.sealed = sealed
        self.giveUpAt = giveUpAt
    }
}

/// What a letter in the outbox is for: the mails to recipients that the tracker follows, or one to staff or
/// about somebody's own access.
package enum LetterKind: String, Sendable {
    case notice
    case code
    case renewal
    case staff

    /// The word that the events of a delivery use.
    package var mail: MailKind? { MailKind(rawValue: rawValue) }
}

/// A letter leased to one worker.
package struct TakenLetter: Sendable {
    package let id: ID<QueuedLetter>
    package let kind: LetterKind
    package let address: EmailAddress
    package let delivery: ID<Delivery>?
    package let link: ID<FileLink>?
    package let sealed: String
    /// This one included.
    package let attempts: Int64
    package let giveUpAt: Moment
    /// Whether a server put it off before.
    package let wasPostponed: Bool
    /// Whether it has places for files.
    package let hasFiles: Bool
}

/// A letter that left, as a report about it finds it.
package struct SentLetter: Sendable {
    package let kind: LetterKind
    package let address: EmailAddress
    package let delivery: ID<Delivery>?
    package let link: ID<FileLink>?
}
