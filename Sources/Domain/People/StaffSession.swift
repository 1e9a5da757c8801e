/// A member of staff signed in with one browser.
package struct StaffSession: Hashable, Sendable {
    package let id: ID<StaffSession>
    package let person: ID<Person>
    package let createdAt: Moment
    package let lastSeenAt: Moment
    package let endedAt: Moment?
    package let client: ClientTrace

    package init(
        id: ID<StaffSession>, person: ID<Person>, createdAt: Moment, lastSeenAt: Moment, endedAt: Moment?,
        client: ClientTrace
    ) {
        self.id = id
        self.person = person
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.endedAt = endedAt
        self.client = client
    }

    /// 30 minutes idle, 12 hours in any case; a wall clock set back by more than five minutes ends it rather than letting
    /// it live on.
    package func isLive(now: Moment) -> Bool {
        endedAt == nil && now >= max(createdAt, lastSeenAt) - .minutes(5) && now < createdAt + .hours(12)
            && now < lastSeenAt + .minutes(30)
    }
}
