/// A line while it is written. Nothing that is appended as somebody's text can end it.
struct LineBytes {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(256) }

    /// Text of our own.
    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Anybody's text, in which a replacement character stands for what would break the line.
    mutating func appendOnOneLine(_ text: String) {
        if text.utf8.allSatisfy(Self.isPrintable) { return append(text) }
        for scalar in text.unicodeScalars { append(String(Self.breaksLines(scalar) ? "\u{FFFD}" : scalar)) }
    }

    /// Anybody's text as a JSON string (RFC 8259 section 7).
    mutating func appendQuoted(_ text: String) {
        append("\"")
        if text.utf8.allSatisfy({ Self.isPrintable($0) && $0 != Self.quote && $0 != Self.backslash }) {
            append(text)
        } else {
            for scalar in text.unicodeScalars { appendEscaped(scalar) }
        }
        append("\"")
    }

    private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": append("\\\"")
        case "\\": append("\\\\")
        case _ where Self.breaksLines(scalar):
            let hex = String(scalar.value, radix: 16)
            append("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
        default: append(String(scalar))
        }
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    private static func isPrintable(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7f }

    /// Control characters, and the two separators that some readers take for line ends.
    private static func breaksLines(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}
