package import Domain

/// What is known about a person, as somebody typed it.
package struct PersonDetails: Hashable, Sendable {
    let name: String
    /// Primary first, each once.
    let addresses: [EmailAddress]

    /// `email` may be empty for somebody who cannot be sent to; `aliases` stand one a line.
    package init(name: String, email: String, aliases: String = "") throws(Malformed) {
        self.name = try Typed.line(name, field: "name")
        let others = try Typed.addresses(aliases, field: "aliases")
        guard !email.allSatisfy(\.isWhitespace) else {
            guard others.isEmpty else { throw Malformed("email", "Enter the address that updates go to.") }
            addresses = []
            return
        }
        let primary = try Typed.address(email)
        addresses = ([primary] + others).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
