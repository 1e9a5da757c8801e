/// A visitor's browser session, from the first code asked for until it ends.
package struct VisitorSession: Hashable, Sendable {
    package let id: ID<VisitorSession>
    package let createdAt: Moment
    package let lastSeenAt: Moment
    /// When a page of it said that it goes away, if nothing was heard since.
    package let closingAt: Moment?
    package let endedAt: Moment?

    package init(
        id: ID<VisitorSession>, createdAt: Moment, lastSeenAt: Moment, closingAt: Moment?, endedAt: Moment?
    ) {
        self.id = id
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
        self.closingAt = closingAt
        self.endedAt = endedAt
    }
}

/// How long a session lives without a sign of life, and at all.
package struct SessionLimits: Hashable, Sendable {
    package var idle = Duration.minutes(30)
    package var absolute = Duration.hours(8)
    /// After a page said goodbye and no other spoke up: so a browser that restores cookies does not bring it back.
    package var closing = Duration.seconds(90)

    package init() {}
}

extension VisitorSession {
    /// Decided on the server alone; a cookie that was copied or restored gains nothing (decision 5, N-22). A wall clock
    /// set back by more than five minutes ends a session rather than letting it live on (SE-03, RL-11).
    package func isLive(_ limits: SessionLimits, now: Moment) -> Bool {
        guard endedAt == nil, now >= max(createdAt, lastSeenAt) - .minutes(5) else { return false }
        guard now < createdAt + limits.absolute, now < lastSeenAt + limits.idle else { return false }
        if let closingAt, now >= closingAt + limits.closing { return false }
        return true
    }
}
