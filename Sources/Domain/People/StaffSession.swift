/// A member of staff signed in with one browser.
package struct StaffSession: Hashable, Sendable {
    package let id: ID<StaffSession>
    package let person: ID<Person>
    package let createdAt: Moment
    package let lastSeenAt: Moment
    /// When they last showed who they are, and their second factor if they have one.
    package let provenAt: Moment
    package let endedAt: Moment?
    package let client: ClientTrace
    package let way: SignInWay

    package init(
        id: ID<StaffSession>, person: ID<Person>, createdAt: Moment, lastSeenAt: Moment, provenAt: Moment? = nil,
        endedAt: Moment?, client: ClientTrace, way: SignInWay = .password
    ) {
        self.id = id
        self.person = person
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.provenAt = provenAt ?? createdAt
        self.endedAt = endedAt
        self.client = client
        self.way = way
    }

    /// 30 minutes idle, 12 hours in any case; a wall clock set back by more than five minutes ends it rather than letting
    /// it live on.
    package func isLive(now: Moment) -> Bool {
        endedAt == nil && now >= max(createdAt, lastSeenAt) - .minutes(5) && now < createdAt + .hours(12)
            && now < lastSeenAt + .minutes(30)
    }

    /// Whether they proved who they are within ten minutes: what a dangerous act needs (SE-06).
    package func isProven(now: Moment) -> Bool { now >= provenAt - .minutes(5) && now < provenAt + .minutes(10) }
}
