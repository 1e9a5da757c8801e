package import Domain

/// The short secret mailed for a challenge: eight decimal digits, leading zeros kept.
package struct VerificationCode: Hashable, Sendable {
    package let digits: String

    /// Every code is equally likely.
    package static func random(from world: some World) throws -> VerificationCode {
        while true {
            let draw = try world.randomBytes(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            // The largest multiple of 10^8 in 32 bits: what lies above would favour the low codes.
            guard draw < 4_200_000_000 else { continue }
            let text = String(draw % 100_000_000)
            return VerificationCode(digits: String(repeating: "0", count: 8 - text.utf8.count) + text)
        }
    }

    /// Reads a typed code. Spaces, hyphens and dashes do not count; digits other than 0 to 9 are refused.
    package init(reading text: some StringProtocol) throws(Malformed) {
        let refusal = Malformed("code", "A code has eight digits.")
        guard text.utf8.count <= 64 else { throw refusal }
        var digits = ""
        for character in text.unicodeScalars {
            switch character {
            case "0"..."9": digits.unicodeScalars.append(character)
            case " ", "\t", "\n", "\r", "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}", "-", "\u{2010}"..."\u{2014}":
                continue
            default: throw refusal
            }
        }
        guard digits.utf8.count == 8 else { throw refusal }
        self.digits = digits
    }

    private init(digits: String) { self.digits = digits }

    /// As people read it: `1234 5678`.
    package var shown: String { "\(digits.prefix(4)) \(digits.suffix(4))" }
}

extension VerificationCode: CustomStringConvertible, CustomReflectable {
    package var description: String { "code (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
