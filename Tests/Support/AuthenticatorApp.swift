package import Domain

@testable import Cryptography

/// What shows a member of staff their codes.
package struct AuthenticatorApp: Sendable {
    private let secret: FactorSecret

    /// With the key that a page showed.
    package init(key: String) {
        var (bytes, held, bits) = ([UInt8](), UInt32(0), 0)
        for character in key.utf8 where character != UInt8(ascii: " ") {
            held = held << 5 | UInt32(Base32.alphabet.firstIndex(of: character) ?? 0)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> bits))
            }
        }
        secret = FactorSecret(bytes: bytes)
    }

    /// What it shows at this moment.
    package func code(at moment: Moment) throws -> String { try secret.code(ofStep: FactorSecret.step(at: moment)) }
}
