package import Domain

/// What somebody changes about a person. What is not given stays as it is when the change is made, whatever it was when they
/// looked.
package struct PersonChange: Sendable {
    /// The address that mail goes to.
    private enum Primary: Sendable {
        case stays
        case none
        case address(EmailAddress)
    }

    private let name: String?
    private let primary: Primary
    private let others: [EmailAddress]?
    /// Who is to answer for them; `.some(nil)` for nobody.
    private let coordinator: ID<Person>??
    /// Those that several people read, of the addresses they have afterwards.
    private var shared: [EmailAddress]?
    /// Of staff with an account.
    package var account = StaffChange()
    /// What the form showed: if that stands there no more, nothing is changed.
    package var seen: PersonVersion?

    /// All of what a form holds.
    package init(_ details: PersonDetails) {
        name = details.name
        primary = details.addresses.first.map(Primary.address) ?? .none
        others = Array(details.addresses.dropFirst())
        coordinator = .some(details.coordinator)
    }

    /// The given parts; each refused by its own name.
    package init(
        name: String? = nil, email: String? = nil, aliases: [String]? = nil, shared: [String]? = nil,
        coordinator: ID<Person>?? = .none
    ) throws(Malformed) {
        self.coordinator = coordinator
        self.name = if let name { try Typed.line(name, field: "name") } else { nil }
        primary = if let email { .address(try Typed.address(email)) } else { .stays }
        others =
            if let aliases { try Typed.addresses(aliases.joined(separator: "\n"), field: "aliases") } else { nil }
        self.shared =
            if let shared { try Typed.addresses(shared.joined(separator: "\n"), field: "sharedAddresses") } else { nil }
    }

    /// The addresses of this person that are to be marked as those of several people; nil where nothing was said of them.
    func marks(on person: Person) throws(Malformed) -> Set<EmailAddress>? {
        guard let shared else { return nil }
        guard Set(shared).isSubset(of: person.addresses) else {
            throw Malformed("sharedAddresses", "Name addresses that this person has.")
        }
        return Set(shared)
    }

    /// The person as they are afterwards.
    func applied(to person: Person) throws(Malformed) -> Person {
        let first: EmailAddress? =
            switch primary {
            case .stays: person.primaryAddress
            case .none: nil
            case .address(let address): address
            }
        let others = others ?? Array(person.addresses.dropFirst())
        guard first != nil || others.isEmpty else {
            throw Malformed("email", "Enter the address that updates go to.")
        }
        return person.with(
            name: name, addresses: (first.map { [$0] } ?? []) + others, coordinator: coordinator)
    }
}
