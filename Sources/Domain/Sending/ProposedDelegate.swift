/// Somebody whom a recipient asks to be let in: a colleague, a co-counsel, an adjuster.
package struct ProposedDelegate: Hashable, Sendable {
    package let name: String
    package let address: EmailAddress
    package let reason: String

    package init(name: String, address: EmailAddress, reason: String) {
        self.name = name
        self.address = address
        self.reason = reason
    }

    /// Why they should be let in, as it was typed.
    package static func reason(reading typed: String) throws(Malformed) -> String {
        try ReasonText(reading: typed, limit: 500, asking: "Say why they need it.").text
    }
}
