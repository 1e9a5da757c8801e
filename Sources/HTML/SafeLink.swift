import Domain

/// The address of a link that may stand in our pages: `https`, `http` or `mailto`, absolute, without user name,
/// control characters or tricks of spelling.
struct SafeLink: Hashable {
    /// Printable ASCII without quotation marks, angle brackets, white space or backslashes.
    let address: String

    private static let longest = 2_000

    /// Nil where the address is not of this kind; the text of the link then stands without one.
    /// Browsers skip tabs, line ends and control characters inside a scheme, so their presence alone refuses it.
    init?(reading text: String) {
        let trimmed = text.trimmed
        guard trimmed.utf8.count <= Self.longest, let colon = trimmed.firstIndex(of: ":") else { return nil }
        let rest = trimmed[trimmed.index(after: colon)...]
        switch trimmed[..<colon].lowercased() {
        case "https": self.init(scheme: "https", rest)
        case "http": self.init(scheme: "http", rest)
        case "mailto": self.init(mailbox: rest)
        default: return nil
        }
    }

    private init?(scheme: String, _ rest: Substring) {
        guard rest.hasPrefix("//") else { return nil }
        let host = rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard !host.isEmpty, host.utf8.allSatisfy(Self.isHostByte) else { return nil }
        guard let escaped = Self.escaped(rest) else { return nil }
        address = scheme + ":" + escaped
    }

    private init?(mailbox: Substring) {
        let name = mailbox.prefix { $0 != "?" }
        guard let read = try? EmailAddress(reading: String(name)) else { return nil }
        guard read.spelling.utf8.allSatisfy(Self.isMailboxByte) else { return nil }
        address = "mailto:" + read.spelling
    }

    /// Bytes beyond ASCII as percent escapes; nil for a byte that has no business in an address.
    private static func escaped(_ text: Substring) -> String? {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x00...0x20, 0x7f, UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""):
                return nil
            case 0x80...: result += "%" + String(byte, radix: 16, uppercase: true)
            default: result.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return result
    }

    /// Letters, digits, `.`, `-`, `:` before a port and `[]` of IPv6. No `@`: "https://bank@evil" names evil.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || ".-:[]_".utf8.contains(byte)
    }

    private static func isMailboxByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || ".-_+@=~".utf8.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
