/// The text that separates the parts of a form with files: 1 to 70 characters (RFC 2046 section 5.1.1).
struct MultipartBoundary: Sendable {
    let bytes: [UInt8]

    /// Nil unless the header is `multipart/form-data` with one well-formed boundary.
    init?(contentType: String) {
        let parts = contentType.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
        guard parts[0].lowercased() == "multipart/form-data" else { return nil }
        let values = parts.dropFirst().compactMap { part -> String? in
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].lowercased() == "boundary" else { return nil }
            return Self.unquoted(String(pair[1]))
        }
        guard values.count == 1, (1...70).contains(values[0].utf8.count), values[0].utf8.allSatisfy(Self.isAllowed)
        else { return nil }
        bytes = Array(values[0].utf8)
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }

    private static func unquoted(_ text: String) -> String {
        guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast())
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "'()+_,-./:=?".utf8.contains(byte)
        }
    }
}
