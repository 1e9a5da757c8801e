/// A key by which a program acts for a member of staff, with whatever rights that person has at each request (AU-03).
package struct ApiToken: Hashable, Sendable {
    package let id: ID<ApiToken>
    package let person: ID<Person>
    /// What it is for, in the words of whoever made it.
    package let name: String
    package let createdAt: Moment
    package let expiresAt: Moment
    /// To the minute; nil if it never was.
    package let lastUsedAt: Moment?
    package let revokedAt: Moment?

    package init(
        id: ID<ApiToken>, person: ID<Person>, name: String, createdAt: Moment, expiresAt: Moment, lastUsedAt: Moment?,
        revokedAt: Moment?
    ) {
        self.id = id
        self.person = person
        self.name = name
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }

    /// Expiry is exclusive; a wall clock set back by more than five minutes revives nothing (RL-11).
    package func isLive(now: Moment) -> Bool {
        revokedAt == nil && now < expiresAt && now >= max(createdAt, lastUsedAt ?? createdAt) - .minutes(5)
    }
}

/// How many days a token lives.
package struct TokenLifetime: Hashable, Sendable {
    package let days: Int64

    package static let standard = TokenLifetime(days: 365)

    /// From a day to ten years.
    package init(reading days: Int64) throws(Malformed) {
        guard (1...3650).contains(days) else { throw Malformed("expires-in-days", "Choose from 1 to 3650 days.") }
        self.days = days
    }

    private init(days: Int64) { self.days = days }
}
