package import Domain

/// What an authenticator app and we both know: 160 random bits, from which both make a six-digit code every half minute
/// (RFC 6238 with its usual parameters, which are the only ones that every app knows).
package struct FactorSecret: Hashable, Sendable {
    private let bytes: [UInt8]

    /// Seconds that a code is for.
    package static let step: Int64 = 30
    /// Steps before and after the present one whose codes count, for clocks that are not quite right.
    static let drift: Int64 = 1

    /// A fresh secret that no app has yet.
    package static func random(from world: some World) throws -> FactorSecret {
        FactorSecret(bytes: try world.randomBytes(20))
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Sealed for a row; only `FactorSealer` asks.
    var content: [UInt8] { bytes }

    /// What is typed into an app: unpadded base32 (RFC 4648 section 6).
    package var key: String { Base32.text(of: bytes) }

    /// The number of the half minute that this moment is in.
    package static func step(at moment: Moment) -> Int64 { moment.seconds / step }

    /// The code of one half minute.
    package func code(ofStep step: Int64) throws(CryptographyFault) -> String {
        let counter = (0..<8).reversed().map { UInt8(truncatingIfNeeded: step >> ($0 * 8)) }
        let tag = try KeyedMAC(key: bytes, digest: .sha1).tag(of: counter)
        // Dynamic truncation, RFC 4226 section 5.3.
        let offset = Int(tag[tag.count - 1] & 0x0F)
        let number = tag[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    /// The half minute near `moment` that these digits are the code of; nil if they are of none. Every one is tried, so that
    /// the time does not tell.
    package func step(of digits: String, near moment: Moment) throws(CryptographyFault) -> Int64? {
        let now = Self.step(at: moment)
        var found: Int64?
        for step in now - Self.drift...now + Self.drift {
            let code = try code(ofStep: step)
            if ConstantTime.equal(Array(code.utf8), Array(digits.utf8)) { found = step }
        }
        return found
    }
}

extension FactorSecret: CustomStringConvertible, CustomReflectable {
    package var description: String { "second factor (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
