/// One line of text that a person typed: a name, a title, a reference. Trimmed, without control characters.
package struct ShortText: Hashable, Sendable {
    package let text: String

    /// `field` names the input in the refusal; `limit` is in characters, of four code points each on average.
    package init(reading typed: String, field: String, limit: Int = 200) throws(Malformed) {
        let trimmed = typed.trimmed
        guard trimmed.hasInk else { throw Malformed(field, Self.missing(field)) }
        guard trimmed.count <= limit, trimmed.unicodeScalars.count <= 4 * limit else {
            throw Malformed(field, "Use at most \(limit) characters.")
        }
        guard trimmed.unicodeScalars.allSatisfy({ !Self.isRefused($0) }) else {
            throw Malformed(field, "Use one line of text without control characters.")
        }
        text = trimmed
    }

    /// Names what is missing, where the field says what it is.
    private static func missing(_ field: String) -> String {
        ["name", "title", "reference"].contains(field) ? "Enter a \(field)." : "Enter something here."
    }

    /// Control characters split lines and headers; bidirectional overrides make a name read as another one.
    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        return value < 0x20 || (0x7f...0x9f).contains(value) || (0x202a...0x202e).contains(value)
            || (0x2066...0x2069).contains(value) || value == 0x2028 || value == 0x2029
    }
}
