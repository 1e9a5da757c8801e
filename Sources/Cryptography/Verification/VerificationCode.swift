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

    /// The code that a visitor typed.
    package init(_ entry: CodeEntry) { digits = entry.digits }

    private init(digits: String) { self.digits = digits }
}

extension VerificationCode: CustomStringConvertible, CustomReflectable {
    package var description: String { "code (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
