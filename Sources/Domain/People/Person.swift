/// Somebody known to the service, with one primary e-mail address and any number of aliases.
package struct Person: Hashable, Sendable {
    package let id: ID<Person>
    package let kind: PersonKind
    package let name: String
    /// Primary first, none of them twice; empty for somebody who cannot be sent to.
    package let addresses: [EmailAddress]
    /// Those of the addresses that several people read: who opens something with one is not known to be this person (N-47).
    package let sharedAddresses: Set<EmailAddress>
    /// The member of staff who answers for this contact or prospect.
    package let coordinator: ID<Person>?
    package let createdAt: Moment
    /// Since when they are offered nowhere any more; what was sent to them stays.
    package let archivedAt: Moment?

    package init(
        id: ID<Person>, kind: PersonKind, name: String, addresses: [EmailAddress],
        sharedAddresses: Set<EmailAddress> = [], coordinator: ID<Person>? = nil, createdAt: Moment,
        archivedAt: Moment? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        var seen: Set<EmailAddress> = []
        self.addresses = addresses.filter { seen.insert($0).inserted }
        self.sharedAddresses = sharedAddresses.intersection(seen)
        self.coordinator = coordinator
        self.createdAt = createdAt
        self.archivedAt = archivedAt
    }

    package var primaryAddress: EmailAddress? { addresses.first }

    /// Whether several people read what is mailed to them.
    package var isShared: Bool { primaryAddress.map(sharedAddresses.contains) ?? false }

    /// The same person under another name, with other addresses, or with another coordinator: `.some(nil)` for none.
    package func with(
        name: String? = nil, addresses: [EmailAddress]? = nil, coordinator: ID<Person>?? = .none
    ) -> Person {
        Person(
            id: id, kind: kind, name: name ?? self.name, addresses: addresses ?? self.addresses,
            sharedAddresses: sharedAddresses, coordinator: coordinator ?? self.coordinator, createdAt: createdAt,
            archivedAt: archivedAt)
    }
}

/// Which side of the matter a person stands on.
package enum PersonKind: String, CaseIterable, Sendable {
    case staff
    case contact
    case prospect
}
