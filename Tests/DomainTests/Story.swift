import Domain

/// The people and things that the tests of events speak of.
struct Story {
    let delivery = ID<Delivery>(high: 2, low: 2)
    let recipient = ID<Person>(high: 5, low: 5)
    let stranger = ID<Person>(high: 6, low: 6)
    var address: EmailAddress {
        (try? EmailAddress(reading: "a.client@example.org")) ?? Self.nobody
    }

    private static var nobody: EmailAddress { preconditionFailure("The address of the story can be read.") }

    func event(
        _ kind: EventKind, by actor: Actor = .machine, mail: MailKind? = .notice, position: Int = 1
    ) -> DeliveryEvent {
        DeliveryEvent(
            delivery: delivery, position: Int64(position), link: nil, kind: kind,
            at: Moment(milliseconds: Int64(position) * 1000), actor: actor, mail: mail)
    }

    /// Mail events of the notice in the order given.
    func history(_ kinds: [EventKind]) -> [DeliveryEvent] {
        kinds.enumerated().map { event($1, position: $0 + 1) }
    }
}

/// Every order of the elements.
func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
        var rest = elements
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}
