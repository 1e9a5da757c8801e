package import Domain
import Foundation

/// The one place where a value becomes a header field (RFC 5322 section 2.2, RFC 2047).
///
/// CR, LF, NUL and other control characters are refused, never stripped; what is not ASCII is written as encoded words,
/// but for letters in an address (RFC 6532), which need SMTPUTF8. Lines fold at 78 and are never over 998 octets.
package enum HeaderLine {
    /// Free text, such as a subject.
    package static func text(_ name: String, _ value: String) throws(Malformed) -> String {
        let value = try OneLine.check(value, field: name)
        return try folded(name, isPlain(value) ? words(value) : encodedWords(value))
    }

    /// One mailbox, with or without a display name.
    package static func mailbox(
        _ name: String, _ address: EmailAddress, displayName: String? = nil
    ) throws(Malformed) -> String {
        guard let displayName, !displayName.isEmpty else { return try folded(name, [address.spelling]) }
        let phrase = try phrase(OneLine.check(displayName, field: name))
        return try folded(name, phrase + ["<\(address.spelling)>"])
    }

    /// Tokens that may stand apart: message ids, key words, dates.
    package static func tokens(_ name: String, _ tokens: [String]) throws(Malformed) -> String {
        for token in tokens {
            guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
                throw Malformed(name, "Use printable ASCII characters.")
            }
        }
        return try folded(name, tokens)
    }

    private static func phrase(_ text: String) -> [String] {
        guard isPlain(text) else { return encodedWords(text) }
        let isAtoms = text.utf8.allSatisfy { octet in
            switch octet {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x20: true
            default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(octet)
            }
        }
        if isAtoms { return words(text) }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return ["\"\(escaped)\""]
    }

    /// Whether the text can stand as it is: ASCII, single spaces between, nothing that reads as an encoded word.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !text.contains("=?")
            && text.split(separator: " ", omittingEmptySubsequences: false).allSatisfy {
                (1...60).contains($0.utf8.count)
            }
    }

    private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    /// Each of at most 39 octets of text, so 64 characters, and none cuts a character in two (RFC 2047 sections 2 and 5).
    private static func encodedWords(_ text: String) -> [String] {
        var chunks: [[UInt8]] = []
        var chunk: [UInt8] = []
        for scalar in text.unicodeScalars {
            let octets = Array(String(scalar).utf8)
            if chunk.count + octets.count > 39 {
                chunks.append(chunk)
                chunk = []
            }
            chunk += octets
        }
        if !chunk.isEmpty { chunks.append(chunk) }
        return chunks.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }
    }

    private static func folded(_ name: String, _ atoms: [String]) throws(Malformed) -> String {
        guard !atoms.isEmpty else { throw Malformed(name, "Enter something here.") }
        var line = name + ":"
        var length = line.utf8.count
        for atom in atoms {
            let size = atom.utf8.count
            guard size <= 990 else { throw Malformed(name, "Use fewer characters.") }
            if length + 1 + size > 78 {
                line += "\r\n"
                length = 0
            }
            line += " " + atom
            length += 1 + size
        }
        return line + "\r\n"
    }
}
