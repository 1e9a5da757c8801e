/// A browser that was sent to the sign-in service and has not come back: to sign in, or to prove anew who is at the keyboard.
package struct ProviderVisit: Hashable, Sendable {
    package let id: ID<ProviderVisit>
    /// Whose proof it is; nil for a sign-in.
    package let session: ID<StaffSession>?
    /// What goes on afterwards, as the page wrote it.
    package let kept: String
    package let createdAt: Moment
    package let endedAt: Moment?

    /// Bytes that are kept at most: an unknown visitor writes them too.
    package static let mostKept = 65_536

    package init(
        id: ID<ProviderVisit>, session: ID<StaffSession>?, kept: String, createdAt: Moment, endedAt: Moment? = nil
    ) {
        self.id = id
        self.session = session
        self.kept = kept
        self.createdAt = createdAt
        self.endedAt = endedAt
    }

    /// Ten minutes; a wall clock set back by more than five ends it.
    package func isLive(now: Moment) -> Bool {
        endedAt == nil && now >= createdAt - .minutes(5) && now < createdAt + .minutes(10)
    }
}
