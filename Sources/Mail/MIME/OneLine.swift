import Domain

/// The rule for every text that goes into a letter: one line, nothing in it that could start another header, part or
/// line, or turn the reading direction round.
enum OneLine {
    /// Refuses rather than strips, so that what is sent is what was written. A replacement character is what Swift makes
    /// of a lone surrogate or a broken octet, so a text that holds one was damaged before.
    static func check(_ text: String, field: String) throws(Malformed) -> String {
        guard text.unicodeScalars.allSatisfy({ !isRefused($0.value) }) else {
            throw Malformed(field, "Use one line of text without control characters.")
        }
        return text
    }

    private static func isRefused(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x20, 0x7f...0x9f, 0x2028, 0x2029, 0x202a...0x202e, 0x2066...0x2069, 0xfffd: true
        default: false
        }
    }
}
