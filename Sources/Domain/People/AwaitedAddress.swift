/// An address with which an account is to be signed in to, as an administrator wants it, until whoever reads mail there enters a
/// code. Until then the account keeps the one that it has (AU-07).
package struct AwaitedAddress: Hashable, Sendable {
    package let id: ID<AwaitedAddress>
    package let person: ID<Person>
    package let address: EmailAddress
    /// Who answers for it: once they administer no more, it is over.
    package let askedBy: ID<Person>
    /// Wrong codes and right ones, of all browsers together.
    package let attempts: Int64
    package let askedAt: Moment
    package let expiresAt: Moment
    package let ending: AwaitedAddressEnding?

    /// Codes that are looked at before an administrator has to send the mail again.
    package static let mostAttempts: Int64 = 10
    package static let life: Duration = .days(3)
    /// Mails to new addresses of one person within an hour, and codes for one of them.
    package static let mostAnHour: Int64 = 5

    package init(
        id: ID<AwaitedAddress>, person: ID<Person>, address: EmailAddress, askedBy: ID<Person>, attempts: Int64 = 0,
        askedAt: Moment, expiresAt: Moment, ending: AwaitedAddressEnding? = nil
    ) {
        self.id = id
        self.person = person
        self.address = address
        self.askedBy = askedBy
        self.attempts = attempts
        self.askedAt = askedAt
        self.expiresAt = expiresAt
        self.ending = ending
    }

    /// Expiry is exclusive; a wall clock set back by more than five minutes revives nothing (RL-11).
    package func isLive(now: Moment) -> Bool {
        ending == nil && now < expiresAt && now >= askedAt - .minutes(5) && attempts < Self.mostAttempts
    }
}

/// What became of an address that was awaited.
package enum AwaitedAddressEnding: String, CaseIterable, Sendable {
    case confirmed
    /// By whoever holds the account.
    case declined
    /// By an administrator.
    case withdrawn
    /// By a later mail, or a later address.
    case replaced
    /// The account was closed, or whoever asked for it administers no more.
    case overtaken
    /// Another account signs in with it since.
    case taken
}
