/// An authenticator app of a member of staff: what they have besides what they know.
package struct SecondFactor: Hashable, Sendable {
    package let id: ID<SecondFactor>
    package let person: ID<Person>
    /// The secret, sealed by the ring's factor key with this id as context.
    package let sealed: String
    package let createdAt: Moment
    /// When a code of the app was first entered; until then it is asked for nowhere.
    package let confirmedAt: Moment?

    package init(id: ID<SecondFactor>, person: ID<Person>, sealed: String, createdAt: Moment, confirmedAt: Moment?) {
        self.id = id
        self.person = person
        self.sealed = sealed
        self.createdAt = createdAt
        self.confirmedAt = confirmedAt
    }
}

/// Somebody whose password was right and whose second factor is pending. It opens nothing but the page that asks for the
/// code (SE-06).
package struct PendingSignIn: Hashable, Sendable {
    package let id: ID<PendingSignIn>
    package let person: ID<Person>
    package let createdAt: Moment
    package let endedAt: Moment?
    /// How far they have come.
    package let way: SignInWay
    /// The account at a sign-in service that they are to be known by from the moment on at which the factor is right.
    package let linking: ProviderSubject?

    package init(
        id: ID<PendingSignIn>, person: ID<Person>, createdAt: Moment, endedAt: Moment? = nil,
        way: SignInWay = .password, linking: ProviderSubject? = nil
    ) {
        self.id = id
        self.person = person
        self.createdAt = createdAt
        self.endedAt = endedAt
        self.way = way
        self.linking = linking
    }

    /// Ten minutes; a wall clock set back by more than five ends it.
    package func isLive(now: Moment) -> Bool {
        endedAt == nil && now >= createdAt - .minutes(5) && now < createdAt + .minutes(10)
    }
}
