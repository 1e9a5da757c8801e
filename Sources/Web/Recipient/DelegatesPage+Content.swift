import Actions
import Domain

extension DelegateRow {
    /// As the recipient sees it: who answered is the sender, whoever that was.
    init(_ own: OwnDelegation, _ link: LinkAnswers) {
        let delegation = own.delegation
        let delegate = delegation.request.delegate
        let withdrawal = link.path("delegates/\(delegation.id)/withdrawal")
        self.init(
            name: delegate.name, address: delegate.address.spelling,
            status: own.revokedAt != nil && delegation.state == .approved ? .revoked : StatusTag(delegation.state),
            askedAt: When(delegation.request.at), answer: Self.answer(own), reason: delegation.decision?.reason,
            path: nil,
            withdraw: own.isOpen
                ? PostButton(
                    delegation.state == .approved ? "End their access" : "Take the request back", action: withdrawal,
                    isDangerous: true, about: delegate.name) : nil)
    }

    private static func answer(_ own: OwnDelegation) -> String? {
        let delegation = own.delegation
        if let withdrawn = delegation.withdrawnAt { return "You took it back on \(When(withdrawn).short)." }
        if let revoked = own.revokedAt { return "The sender withdrew it on \(When(revoked).short)." }
        guard let decision = delegation.decision else { return nil }
        return "Answered on \(When(decision.at).short)."
    }
}

extension StatusTag {
    init(_ state: DelegationState) {
        switch state {
        case .waiting: self.init("Waits for an answer", .warn, .clock)
        case .approved: self.init("Let in", .ok, .check)
        case .declined: self.init("Declined", .bad, .cross)
        case .withdrawn: self.init("Taken back", .idle, .cross)
        }
    }
}
