package import Domain

/// What a browser shows to be known again: 256 random bits, of which only the digest is stored.
package struct SessionSecret: Hashable, Sendable {
    private let bytes: [UInt8]

    /// A fresh secret that no browser has yet.
    package static func random(from world: some World) throws -> SessionSecret {
        SessionSecret(bytes: try world.randomBytes(32))
    }

    /// Reads a cookie: exactly the 43 characters that `cookie` writes.
    package init(reading cookie: String) throws(Malformed) {
        guard cookie.utf8.count == 43, let bytes = Base64URL.bytes(of: cookie.utf8) else {
            throw Malformed("session", "Start again from your link.")
        }
        self.bytes = bytes
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The value of the cookie: unpadded base64url.
    package var cookie: String { Base64URL.text(of: bytes) }

    /// Another secret, which tells nothing of this one and is the same each time.
    func derived(_ purpose: String) throws(CryptographyFault) -> String {
        Base64URL.text(of: try KeyedMAC(key: bytes).tag(of: Array(purpose.utf8)))
    }

    /// What the database holds. A plain hash is enough for a secret of 256 bits.
    package func digest() throws(CryptographyFault) -> SHA256Digest {
        try SHA256.digest(of: bytes)
    }
}

extension SessionSecret: CustomStringConvertible, CustomReflectable {
    package var description: String { "session (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
