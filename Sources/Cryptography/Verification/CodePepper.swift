package import Domain

/// Turns codes into what may be stored: HMAC-SHA-256 under a pepper that is not in the database, over challenge and
/// code.
package struct CodePepper: Sendable {
    private let keys: Keys

    package init(keys: Keys) { self.keys = keys }

    /// 43 characters of base64url; the same code of another challenge has another digest.
    package func digest<Of>(of code: VerificationCode, challenge: ID<Of>) throws(CryptographyFault) -> String {
        Base64URL.text(of: try keys.tags(ForCodes.self).signing.context.tag(of: Self.message(code, challenge)))
    }

    /// Whether `digest` is that of this code and challenge, under any pepper that may still verify.
    package func accepts<Of>(
        _ digest: String, for code: VerificationCode, challenge: ID<Of>
    ) throws(CryptographyFault) -> Bool {
        guard let tag = Base64URL.bytes(of: digest.utf8) else { return false }
        return try keys.tags(ForCodes.self).accept(tag, of: Self.message(code, challenge))
    }

    private static func message<Of>(_ code: VerificationCode, _ challenge: ID<Of>) -> [UInt8] {
        LengthPrefixed([challenge.bytes, Array(code.digits.utf8)]).bytes
    }
}
