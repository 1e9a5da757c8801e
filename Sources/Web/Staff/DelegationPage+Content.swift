import Actions
import Domain

extension DelegationPage {
    init(
        _ found: FoundDelegation, _ reading: FormReading, reason: String, person: String, for viewer: Viewer,
        frame: WorkingFrame
    ) {
        let delegation = found.delegation
        let delegate = delegation.request.delegate
        let path = "/delegations/\(delegation.id)"
        let isWaiting = delegation.state == .waiting
        let obstacle = found.obstacle?.words ?? (isWaiting ? Self.obstacle(found, for: viewer) : nil)
        self.init(
            frame: frame, caseFile: CaseHead(found.caseFile, for: viewer, at: nil), updateTitle: found.update.title,
            recipient: found.people[delegation.request.by]?.name ?? "Somebody",
            askedBy: delegation.request.verified.map { "\($0.spelling), verified" } ?? "signed in to the portal",
            askedAt: When(delegation.request.at), delivery: "/deliveries/\(found.delivery.id)", name: delegate.name,
            address: delegate.address.spelling, reason: delegate.reason, status: StatusTag(delegation.state),
            answer: delegation.answer(found.people), obstacle: obstacle,
            form: isWaiting && viewer.rights.maySendUpdates
                ? Form(
                    approval: obstacle == nil ? path + "/approval" : nil, refusal: path + "/refusal",
                    person: obstacle == nil && !found.records.isEmpty
                        ? reading.choice("person", Self.choices(found, chosen: person, for: viewer)) : nil,
                    reason: reading.field("reason", reason)) : nil)
    }

    /// What keeps this viewer from letting anybody in.
    private static func obstacle(_ found: FoundDelegation, for viewer: Viewer) -> String? {
        guard viewer.rights.maySendUpdates else { return "Whoever may send updates decides about this." }
        guard found.records.isEmpty, !viewer.rights.mayKeepPeople else { return nil }
        return
            "Nobody in People has this address, and your role may not add contacts. Ask somebody who may, or decline."
    }

    private static func choices(_ found: FoundDelegation, chosen: String, for viewer: Viewer) -> [Choice] {
        let known = found.records.map { record in
            Choice(record.id.text, "\(record.name), in People", isChosen: chosen == record.id.text)
        }
        guard viewer.rights.mayKeepPeople else { return known }
        let name = found.delegation.request.delegate.name
        return known + [Choice("new", "\(name), somebody new", isChosen: chosen == "new")]
    }
}

extension Delegation {
    /// Who answered and when, or that it was taken back; nil while it waits.
    func answer(_ people: [ID<Person>: Person]) -> String? {
        let said = decision.map { decision in
            let act = decision.delegate == nil ? DelegationState.declined.act : DelegationState.approved.act
            let words = "\(act) by \(people[decision.by]?.name ?? "somebody") on \(When(decision.at).short)."
            return decision.reason.map { "\(words) “\($0)”" } ?? words
        }
        let taken = withdrawnAt.map { "Taken back by the recipient on \(When($0).short)." }
        let sentences = [said, taken].compactMap { $0 }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}

extension DelegationState {
    /// What somebody did, before their name.
    var act: String {
        switch self {
        case .waiting: "Asked for"
        case .approved: "Approved"
        case .declined: "Declined"
        case .withdrawn: "Taken back"
        }
    }
}

extension DelegationObstacle {
    /// Why nobody can be let in, and what to do about it.
    var words: String {
        switch self {
        case .revoked: "What was sent to the recipient is revoked, so nobody can be let in to it."
        case .expired: "The links of the recipient have run out. Extend them first, then let somebody in."
        case .closed: "The case is closed: nothing new goes out of it."
        case .stopped: "Somebody at this address said that mail of this case is not for them."
        case .archived: "The person with this address was archived. Restore them first if they are to have it."
        case .staff:
            "This is the address of a member of staff. Open the update and send it to them yourself, or decline."
        case .recipient:
            "Somebody with this address is or was a recipient of this very send. Use their own row on the send’s page, or decline."
        }
    }
}
