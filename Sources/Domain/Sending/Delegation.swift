/// A recipient's request that somebody else be let in to what was sent to them, and what became of it (N-46).
package struct Delegation: Hashable, Sendable {
    package let id: ID<Delegation>
    /// That of the recipient who asked.
    package let delivery: ID<Delivery>
    package let request: Request
    /// None while it waits, and where the recipient withdrew it before anybody answered.
    package let decision: Decision?
    package let withdrawnAt: Moment?

    package init(
        id: ID<Delegation>, delivery: ID<Delivery>, request: Request, decision: Decision? = nil,
        withdrawnAt: Moment? = nil
    ) {
        self.id = id
        self.delivery = delivery
        self.request = request
        self.decision = decision
        self.withdrawnAt = withdrawnAt
    }

    /// Who asked for whom, when, why and from where.
    package struct Request: Hashable, Sendable {
        package let delegate: ProposedDelegate
        package let by: ID<Person>
        /// The address that was verified; none where they were signed in to the portal.
        package let verified: EmailAddress?
        package let at: Moment
        package let client: ClientTrace?

        package init(
            delegate: ProposedDelegate, by: ID<Person>, verified: EmailAddress?, at: Moment, client: ClientTrace?
        ) {
            self.delegate = delegate
            self.by = by
            self.verified = verified
            self.at = at
            self.client = client
        }
    }

    /// What staff said to it.
    package struct Decision: Hashable, Sendable {
        package let by: ID<Person>
        package let at: Moment
        /// What they wrote for the recipient; none where they wrote nothing.
        package let reason: String?
        /// The delegate's own part of the send; none where they were declined.
        package let delegate: ID<Delivery>?

        package init(by: ID<Person>, at: Moment, reason: String?, delegate: ID<Delivery>?) {
            self.by = by
            self.at = at
            self.reason = reason
            self.delegate = delegate
        }
    }

    package var state: DelegationState {
        if let decision { return decision.delegate == nil ? .declined : withdrawnAt == nil ? .approved : .withdrawn }
        return withdrawnAt == nil ? .waiting : .withdrawn
    }
}

/// How far a request to let somebody in has come.
package enum DelegationState: String, CaseIterable, Sendable {
    case waiting
    case approved
    case declined
    /// By the recipient who asked, before or after it was approved.
    case withdrawn
}
