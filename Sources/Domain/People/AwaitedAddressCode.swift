/// A code that was mailed to an awaited address, for the one browser that asked for it.
package struct AwaitedAddressCode: Hashable, Sendable {
    package let id: ID<AwaitedAddressCode>
    package let awaited: ID<AwaitedAddress>
    /// Which browser, or which session of whoever holds the account: never something it shows itself.
    package let holder: String
    package let codeDigest: String
    /// Three characters that the mail shows, too.
    package let reference: String
    package let createdAt: Moment
    package let expiresAt: Moment

    package static let life: Duration = .minutes(10)

    package init(
        id: ID<AwaitedAddressCode>, awaited: ID<AwaitedAddress>, holder: String, codeDigest: String, reference: String,
        createdAt: Moment, expiresAt: Moment
    ) {
        self.id = id
        self.awaited = awaited
        self.holder = holder
        self.codeDigest = codeDigest
        self.reference = reference
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    /// Expiry is exclusive; a wall clock set back by more than five minutes revives nothing (RL-11).
    package func isLive(now: Moment) -> Bool { now < expiresAt && now >= createdAt - .minutes(5) }
}
