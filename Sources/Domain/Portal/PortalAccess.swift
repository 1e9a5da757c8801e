/// That a contact or prospect may sign in to the portal, with one address of theirs (DW-17), from when it was switched on until
/// it is switched off. Switched on again it is another one.
package struct PortalAccess: Hashable, Sendable {
    package let id: ID<PortalAccess>
    package let person: ID<Person>
    /// Codes to sign in with go there and nowhere else.
    package let address: EmailAddress
    package let switchedOnAt: Moment
    package let activatedAt: Moment?
    package let switchedOffAt: Moment?

    package init(
        id: ID<PortalAccess>, person: ID<Person>, address: EmailAddress, switchedOnAt: Moment,
        activatedAt: Moment? = nil, switchedOffAt: Moment? = nil
    ) {
        self.id = id
        self.person = person
        self.address = address
        self.switchedOnAt = switchedOnAt
        self.activatedAt = activatedAt
        self.switchedOffAt = switchedOffAt
    }

    /// How far it has come; `invitation` is the last link that was mailed for it.
    package func state(invitation: AccountLink?, now: Moment) -> PortalAccessState {
        if let switchedOffAt { return .off(since: switchedOffAt) }
        if let activatedAt { return .active(since: activatedAt) }
        guard let invitation, invitation.state(now: now) == .live else { return .invitationOver }
        return .invited(until: invitation.expiresAt)
    }
}

/// How far somebody has come on the way into the portal.
package enum PortalAccessState: Hashable, Sendable {
    case invited(until: Moment)
    /// It was not followed in time; it can be sent again.
    case invitationOver
    case active(since: Moment)
    case off(since: Moment)

    /// The same without a moment.
    package var word: Word {
        switch self {
        case .invited: .invited
        case .invitationOver: .invitationOver
        case .active: .active
        case .off: .off
        }
    }

    /// What programs are told.
    package enum Word: String, CaseIterable, Sendable {
        case invited
        case invitationOver = "invitation over"
        case active
        case off
    }
}

/// Why somebody cannot be let into the portal with an address.
package enum PortalObstacle: String, Hashable, Sendable, CaseIterable {
    /// Staff have accounts of their own.
    case isStaff = "is staff"
    case addressNotTheirs = "address not theirs"
    /// The last mail to it failed, so that no code would arrive.
    case mailFails = "mail fails"
    /// Somebody else signs in with it: who of the two came could not be told (N-47).
    case addressTaken = "address taken"
    /// Somebody whom the viewer may not change has it, too: it might be theirs.
    case addressOfOthers = "address of others"
    /// Several people read it, each of whom would get the codes.
    case addressShared = "address shared"
    case isArchived = "is archived"
}

extension Person {
    /// What keeps this person from signing in to the portal with `address`, as far as they themselves are concerned.
    package func portalObstacle(at address: EmailAddress) -> PortalObstacle? {
        if kind == .staff { return .isStaff }
        if archivedAt != nil { return .isArchived }
        guard addresses.contains(address) else { return .addressNotTheirs }
        return sharedAddresses.contains(address) ? .addressShared : nil
    }
}
