/// Something sealed, as text for a column: `{key id}.{nonce, sealed bytes and tag in base64url}`.
struct SealedText {
    let kid: String
    let message: [UInt8]

    var text: String { "\(kid).\(Base64URL.text(of: message))" }

    init(kid: String, message: [UInt8]) {
        self.kid = kid
        self.message = message
    }

    init(reading text: String) throws(CryptographyFault) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2, let message = Base64URL.bytes(of: parts[1]) else { throw .damaged }
        kid = String(decoding: parts[0], as: UTF8.self)
        guard KeyEntry.isName(kid) else { throw .damaged }
        self.message = message
    }
}

extension PurposeKeys where Use: SealUse, Context == SealingKey {
    /// Sealed under the signing key, bound to purpose, key and `context`: it opens nowhere else.
    func seal(_ plain: [UInt8], context: [UInt8], world: any World) throws -> String {
        let key = try signing
        let nonce = try world.randomBytes(GCM.nonceSize)
        guard let message = try key.context.seal(plain, nonce: nonce, associated: bound(context, to: key.kid)) else {
            throw CryptographyFault.exhausted(Use.purpose)
        }
        return SealedText(kid: key.kid, message: message).text
    }

    func open(_ text: String, context: [UInt8]) throws(CryptographyFault) -> [UInt8] {
        let sealed = try SealedText(reading: text)
        guard let key = named(sealed.kid) else { throw .unknownKey(sealed.kid) }
        return try key.context.open(sealed.message, associated: bound(context, to: key.kid))
    }

    private func bound(_ context: [UInt8], to kid: String) -> [UInt8] {
        LengthPrefixed([Array(Use.purpose.label.utf8), Array(kid.utf8), context]).bytes
    }
}
