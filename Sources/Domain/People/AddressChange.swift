/// An address that a member of staff wants to have, until they show by a mailed code that they read mail there (AU-07).
package struct AddressChange: Hashable, Sendable {
    package let id: ID<AddressChange>
    package let person: ID<Person>
    package let address: EmailAddress
    package let place: AddressPlace
    package let codeDigest: String
    /// Three characters that the mail shows, too.
    package let reference: String
    package let attempts: Int64
    package let createdAt: Moment
    package let expiresAt: Moment
    package let endedAt: Moment?

    /// Wrong codes before another has to be asked for.
    package static let mostAttempts: Int64 = 5
    package static let life: Duration = .minutes(10)
    /// Mails that one person can have sent in an hour, to whatever addresses.
    package static let mostAnHour: Int64 = 5

    package init(
        id: ID<AddressChange>, person: ID<Person>, address: EmailAddress, place: AddressPlace, codeDigest: String,
        reference: String, attempts: Int64 = 0, createdAt: Moment, expiresAt: Moment, endedAt: Moment? = nil
    ) {
        self.id = id
        self.person = person
        self.address = address
        self.place = place
        self.codeDigest = codeDigest
        self.reference = reference
        self.attempts = attempts
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.endedAt = endedAt
    }

    /// Expiry is exclusive; a wall clock set back by more than five minutes revives nothing (RL-11).
    package func isLive(now: Moment) -> Bool {
        endedAt == nil && now < expiresAt && now >= createdAt - .minutes(5) && attempts < Self.mostAttempts
    }
}

/// What an address is to a person.
package enum AddressPlace: String, CaseIterable, Sendable {
    /// They sign in with it, and mail goes there.
    case primary
    /// They can verify with it, too.
    case alias
}
