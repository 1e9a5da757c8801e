package import Domain

/// Makes and reads the tokens of file links: `v1.{key id}.{payload}.{tag}` in unpadded base64url.
///
/// The payload is the link's sixteen bytes and the expiry in seconds, eight bytes, most significant first. The tag is
/// HMAC-SHA-256, all 32 bytes, over version, key id, purpose, audience, id and expiry, each behind its length. A token
/// has 94 characters.
package struct LinkSigner: Sendable {
    /// No token of ours is longer, so a longer text is refused before anything is computed.
    static let longest = 512
    private static let version = Array("v1".utf8)
    private static let purpose = Array("link".utf8)

    private let keys: Keys
    private let audience: [UInt8]

    /// `audience` is the origin of the public address, such as `https://files.example.org`: a token of another
    /// installation that has the same keys is forged here.
    package init(keys: Keys, audience: String) {
        self.keys = keys
        self.audience = Array(audience.utf8)
    }

    /// The token of a link, under the newest key; the same each time while that key is the newest.
    package func token(for claims: LinkClaims) throws(CryptographyFault) -> String {
        let key = try keys.tags(ForLinks.self).signing
        let payload = Self.payload(of: claims)
        let tag = try key.context.tag(of: signed(payload, keyID: Array(key.kid.utf8)))
        var token: [UInt8] = Self.version + [Self.dot] + Array(key.kid.utf8) + [Self.dot]
        Base64URL.append(payload, to: &token)
        token.append(Self.dot)
        Base64URL.append(tag, to: &token)
        return String(decoding: token, as: UTF8.self)
    }

    /// Reads a token byte for byte as it stood in the path. Length, shape, key and tag are checked in this order, and
    /// the claims are looked at only when the tag is right.
    package func read(_ token: String) throws(CryptographyFault) -> LinkReading {
        guard token.utf8.count <= Self.longest else { return .forged }
        let parts = Array(token.utf8).split(separator: Self.dot, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0].elementsEqual(Self.version), parts[1].count == 6,
            let payload = Base64URL.bytes(of: parts[2]), payload.count == 24,
            let tag = Base64URL.bytes(of: parts[3]), tag.count == 32
        else { return .forged }
        let kid = String(decoding: parts[1], as: UTF8.self)
        guard let key = keys.tags(ForLinks.self).named(kid),
            try key.context.accepts(tag, of: signed(payload, keyID: parts[1])),
            let claims = Self.claims(in: payload)
        else { return .forged }
        return .genuine(claims, keyID: key.kid)
    }

    private static let dot = UInt8(ascii: ".")

    private func signed(_ payload: [UInt8], keyID: some Collection<UInt8>) -> [UInt8] {
        var message = LengthPrefixed(pieces: 6)
        message.append(Self.version)
        message.append(keyID)
        message.append(Self.purpose)
        message.append(audience)
        message.append(payload[..<16])
        message.append(payload[16...])
        return message.bytes
    }

    private static func payload(of claims: LinkClaims) -> [UInt8] {
        let seconds = UInt64(bitPattern: claims.expiresAt.seconds)
        return claims.link.bytes + (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) }
    }

    private static func claims(in payload: [UInt8]) -> LinkClaims? {
        let seconds = Int64(bitPattern: word(payload[16..<24]))
        let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflow else { return nil }
        let link = ID<FileLink>(high: word(payload[0..<8]), low: word(payload[8..<16]))
        return LinkClaims(link: link, expiresAt: Moment(milliseconds: milliseconds))
    }

    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
