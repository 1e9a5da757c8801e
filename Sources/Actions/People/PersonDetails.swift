package import Domain

/// What is known about a person, as somebody typed it.
package struct PersonDetails: Hashable, Sendable {
    let name: String
    /// Primary first, each once.
    let addresses: [EmailAddress]
    /// Those of them that several people read.
    let shared: Set<EmailAddress>
    /// The member of staff who is to answer for them.
    let coordinator: ID<Person>?

    /// `email` may be empty for somebody who cannot be sent to; `aliases` stand one a line, and so do those of all addresses that
    /// are `shared`.
    package init(name: String, email: String, aliases: String = "", shared: String = "", coordinator: ID<Person>? = nil)
        throws(Malformed)
    {
        self.name = try Typed.line(name, field: "name")
        self.coordinator = coordinator
        let others = try Typed.addresses(aliases, field: "aliases")
        guard !email.allSatisfy(\.isWhitespace) else {
            guard others.isEmpty else { throw Malformed("email", "Enter the address that updates go to.") }
            addresses = []
            self.shared = []
            guard shared.allSatisfy(\.isWhitespace) else { throw Self.notTheirs }
            return
        }
        let primary = try Typed.address(email)
        addresses = ([primary] + others).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        self.shared = Set(try Typed.addresses(shared, field: "sharedAddresses"))
        guard self.shared.isSubset(of: addresses) else { throw Self.notTheirs }
    }

    private static let notTheirs = Malformed("sharedAddresses", "Name addresses that this person has.")
}
