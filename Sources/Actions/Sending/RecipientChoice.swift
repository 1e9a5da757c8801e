import Cryptography
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

/// Who receives a send, after everything that decides it was looked at.
struct DecidedRecipients {
    /// Each once: those chosen one by one, then the others of the groups.
    var people: [Person] = []
    /// Chosen one by one, and impossible.
    var refused: [RefusedRecipient] = []
    let groups: [DistributionGroup]
    /// Members of the groups who cannot be sent to.
    var skipped: [RefusedRecipient] = []

    /// Names who receives it and who is left out: the same for the same people, whatever their order.
    func name() throws -> String {
        let (people, left) = (people.map(\.id.text).sorted(), skipped.map(\.person.text).sorted())
        let text = people.joined(separator: ",") + "|" + left.joined(separator: ",")
        return try SHA256.digest(of: Array(text.utf8)).hex
    }

    /// What keeps them from being sent to, by what the sender agreed to.
    func obstacle(_ agreement: RecipientChoice.Agreement) throws -> SentUpdate? {
        if !refused.isEmpty { return .refused(refused) }
        if case .seen(let seen, _) = agreement, try seen != name() { return .changedMeanwhile }
        if people.isEmpty { return .noRecipients }
        return skipped.isEmpty || agreement.leavesOut ? nil : .wouldLeaveOut(skipped)
    }
}

extension RecipientChoice.Agreement {
    fileprivate var leavesOut: Bool {
        switch self {
        case .nothing: false
        case .leavingOut: true
        case .seen(_, let leavesOut): leavesOut
        }
    }
}
