import Actions
import Domain

extension DelegateRow {
    /// As staff see it: with the page on which it is decided, or the timeline of whoever was let in.
    init(_ delegation: Delegation, _ people: [ID<Person>: Person]) {
        let delegate = delegation.request.delegate
        let way =
            delegation.decision?.delegate.map { Way(label: "Open timeline", path: "/deliveries/\($0)") }
            ?? Way(
                label: "See the request",
                path: "/delegations/\(delegation.id)")
        self.init(
            name: delegate.name, address: delegate.address.spelling, status: StatusTag(delegation.state),
            askedAt: When(delegation.request.at), answer: delegation.answer(people), reason: nil, path: way,
            withdraw: nil)
    }
}

extension DeliveryPage.BroughtBy {
    init(_ delegation: Delegation, in history: DeliveryHistory) {
        self.init(words: delegation.story(history.people), path: "/deliveries/\(delegation.delivery)")
    }
}

extension Delegation {
    /// `For Ana Client, who asked on 26 Nov 2026, 12:03 UTC. Approved by Moritz Berg on 26 Nov 2026, 12:09 UTC.`
    func story(_ people: [ID<Person>: Person]) -> String {
        let asked = "For \(people[request.by]?.name ?? "a recipient"), who asked on \(When(request.at).short)."
        return [asked, answer(people)].compactMap { $0 }.joined(separator: " ")
    }
}

extension DeliveryPage.TimelineEntry {
    /// Every step of a recipient's request, each at its time: in their own timeline, and in that of whoever was let in.
    static func all(
        of delegation: Delegation, in history: DeliveryHistory
    ) -> [(at: Moment, entry: DeliveryPage.TimelineEntry)] {
        let request = delegation.request
        let name = { (id: ID<Person>) in history.people[id]?.name ?? "somebody" }
        let requester = request.verified.map { "\(history.reader(of: $0.spelling)), verified" }
        let who = DeliveryPage.Detail(
            name: "Delegate", value: "\(request.delegate.name), \(request.delegate.address.spelling)")
        var details = [who, DeliveryPage.Detail(name: "Reason", value: request.delegate.reason)]
        if let client = request.client {
            details.append(DeliveryPage.Detail(name: "Network address", value: client.address))
            if !client.userAgent.isEmpty {
                details.append(DeliveryPage.Detail(name: "Browser", value: client.userAgent))
            }
        }
        var entries = [
            (
                at: request.at,
                entry: Self(
                    when: When(request.at), words: "Delegate requested: \(request.delegate.name)", tone: .warn,
                    icon: .person, actor: requester ?? "\(name(request.by)), signed in to the portal", isFaint: false,
                    details: details)
            )
        ]
        if let decision = delegation.decision {
            let isApproved = decision.delegate != nil
            let answer = decision.reason.map { [DeliveryPage.Detail(name: "Answer", value: $0)] } ?? []
            entries.append(
                (
                    at: decision.at,
                    entry: Self(
                        when: When(decision.at),
                        words: "Delegate \(isApproved ? "approved" : "declined"): \(request.delegate.name)",
                        tone: isApproved ? .ok : .bad, icon: isApproved ? .check : .cross, actor: name(decision.by),
                        isFaint: false, details: [who] + answer)
                ))
        }
        if let at = delegation.withdrawnAt {
            entries.append(
                (
                    at: at,
                    entry: Self(
                        when: When(at), words: "Request for a delegate taken back: \(request.delegate.name)",
                        tone: .idle, icon: .cross, actor: name(request.by), isFaint: false, details: [who])
                ))
        }
        return entries
    }
}
