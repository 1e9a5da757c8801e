package import Domain

/// Whom a sender chose: people one by one, and distribution groups.
package struct RecipientChoice: Hashable, Sendable {
    package let people: [ID<Person>]
    package let groups: [ID<DistributionGroup>]
    package let agreement: Agreement

    /// What the sender agreed to about members of the groups who cannot be sent to.
    package enum Agreement: Hashable, Sendable {
        case nothing
        /// Whoever cannot be sent to is left out.
        case leavingOut
        /// As the sender saw it, by the name of what was seen, and not otherwise; whoever cannot be sent to only if that was said.
        case seen(String, leavesOut: Bool)
    }

    package init(
        _ people: [ID<Person>], groups: [ID<DistributionGroup>] = [], agreement: Agreement = .nothing
    ) {
        self.people = people
        self.groups = groups
        self.agreement = agreement
    }

    package var isEmpty: Bool { people.isEmpty && groups.isEmpty }
}

extension RecipientChoice.Agreement {
    /// Whether those who cannot be sent to may be left out.
    var leavesOut: Bool {
        switch self {
        case .nothing: false
        case .leavingOut: true
        case .seen(_, let leavesOut): leavesOut
        }
    }
}
