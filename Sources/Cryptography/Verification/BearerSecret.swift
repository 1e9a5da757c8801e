package import Domain

/// What a program shows to act for a member of staff: 256 random bits, of which only the digest is stored.
package struct BearerSecret: Hashable, Sendable {
    /// Lets scanners of code and logs find a token that got lost.
    static let prefix = "cctoken_"

    private let bytes: [UInt8]

    /// A fresh secret that nobody holds yet.
    package static func random(from world: some World) throws -> BearerSecret {
        BearerSecret(bytes: try world.randomBytes(32))
    }

    /// Reads exactly what `text` writes.
    package init(reading text: some StringProtocol) throws(Malformed) {
        let rest = text.utf8.dropFirst(Self.prefix.utf8.count)
        guard text.utf8.starts(with: Self.prefix.utf8), rest.count == 43, let bytes = Base64URL.bytes(of: rest) else {
            throw Malformed("token", "This is not a token of CaseCourier.")
        }
        self.bytes = bytes
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// `cctoken_` and 43 characters of unpadded base64url.
    package var text: String { Self.prefix + Base64URL.text(of: bytes) }

    /// What the database holds. A plain hash is enough for a secret of 256 bits.
    package func digest() throws(CryptographyFault) -> SHA256Digest { try SHA256.digest(of: bytes) }
}

extension BearerSecret: CustomStringConvertible, CustomReflectable {
    package var description: String { "token (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
