/// Text as quoted-printable (RFC 2045 section 6.7): ASCII lines of at most 76 characters, whatever the text holds.
package enum QuotedPrintable {
    /// `lines` without line ends. An equals sign is always written `=3D`, so no text can hold a boundary that begins
    /// with `=_`; a dot or `From ` at the start of a line is written so that no relay changes it.
    package static func encoded(_ lines: [String]) -> String {
        lines.map { encoded(line: $0) + "\r\n" }.joined()
    }

    private static func encoded(line: String) -> String {
        let octets = Array(line.utf8)
        let isSeparator = line.utf8.starts(with: "From ".utf8)
        var text = ""
        var width = 0
        for (index, octet) in octets.enumerated() {
            let token = token(
                octet, isFirst: index == 0 && (octet != UInt8(ascii: "F") || isSeparator),
                isLast: index == octets.count - 1)
            if width + token.utf8.count > 75 {
                text += "=\r\n"
                width = 0
            }
            text += token
            width += token.utf8.count
        }
        return text
    }

    private static func token(_ octet: UInt8, isFirst: Bool, isLast: Bool) -> String {
        switch octet {
        case UInt8(ascii: "="): return hexadecimal(octet)
        case UInt8(ascii: "."), UInt8(ascii: "F"):
            return isFirst ? hexadecimal(octet) : String(UnicodeScalar(octet))
        case 0x20: return isLast ? hexadecimal(octet) : " "
        case 0x21...0x7e: return String(UnicodeScalar(octet))
        default: return hexadecimal(octet)
        }
    }

    private static func hexadecimal(_ octet: UInt8) -> String {
        let digits = String(octet, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "=0" + digits : "=" + digits
    }
}
