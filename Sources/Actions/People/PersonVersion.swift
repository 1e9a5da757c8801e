import Cryptography
import Domain

/// What stood in a person's form when it was shown: a save over anything else would undo what others did meanwhile.
package struct PersonVersion: Hashable, Sendable {
    package let text: String

    /// As a form sent it back.
    package init(_ text: String) { self.text = text }

    init(_ person: Person, _ account: StaffAccount?) throws {
        // None of these has a line break in it.
        let parts =
            [
                account?.role.rawValue ?? "", account?.disabledAt == nil ? "" : "closed",
                person.coordinator?.text ?? "", person.name,
            ]
            + person.addresses.map { "\($0.spelling)\(person.sharedAddresses.contains($0) ? " shared" : "")" }
        text = String(try SHA256.digest(of: Array(parts.joined(separator: "\n").utf8)).hex.prefix(32))
    }
}
