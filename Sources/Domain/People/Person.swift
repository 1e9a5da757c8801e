/// Somebody known to the service, with one primary e-mail address and any number of aliases.
package struct Person: Hashable, Sendable {
    package let id: ID<Person>
    package let kind: PersonKind
    package let name: String
    /// Primary first, none of them twice; empty for somebody who cannot be sent to.
    package let addresses: [EmailAddress]
    package let createdAt: Moment

    package init(id: ID<Person>, kind: PersonKind, name: String, addresses: [EmailAddress], createdAt: Moment) {
        self.id = id
        self.kind = kind
        self.name = name
        var seen: Set<EmailAddress> = []
        self.addresses = addresses.filter { seen.insert($0).inserted }
        self.createdAt = createdAt
    }

    package var primaryAddress: EmailAddress? { addresses.first }
}

/// Which side of the matter a person stands on.
package enum PersonKind: String, CaseIterable, Sendable {
    case staff
    case contact
    case prospect
}
