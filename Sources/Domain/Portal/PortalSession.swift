/// A contact or prospect signed in to the portal with one browser. It opens nothing of staff, and no session of staff opens the
/// portal (SE-06).
package struct PortalSession: Hashable, Sendable {
    package let id: ID<PortalSession>
    package let access: ID<PortalAccess>
    package let createdAt: Moment
    package let lastSeenAt: Moment
    package let endedAt: Moment?
    /// As far as the organisation keeps it.
    package let client: ClientTrace

    package init(
        id: ID<PortalSession>, access: ID<PortalAccess>, createdAt: Moment, lastSeenAt: Moment, endedAt: Moment? = nil,
        client: ClientTrace
    ) {
        self.id = id
        self.access = access
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.endedAt = endedAt
        self.client = client
    }

    /// Sessions that one person may have at once (SE-08).
    package static let most = 5

    /// As long as a recipient's session lives, idle and in all (SE-03); a wall clock set back by more than five minutes ends it.
    package func isLive(_ limits: SessionLimits, now: Moment) -> Bool {
        endedAt == nil && now >= max(createdAt, lastSeenAt) - .minutes(5) && now < createdAt + limits.absolute
            && now < lastSeenAt + limits.idle
    }
}
