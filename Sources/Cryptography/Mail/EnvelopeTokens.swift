package import Domain

/// What we write into the envelope of a mail and know again in the report about it: `{id}.{tag}`, 53 characters of
/// `[0-9a-v.]`.
///
/// The tag is the first 16 bytes of HMAC-SHA-256 over the id. Nothing in it depends on upper or lower case, since mail
/// servers may fold it.
package struct EnvelopeTokens: Sendable {
    private let keys: Keys

    package init(keys: Keys) { self.keys = keys }

    /// The token that reports about this mail will quote.
    package func token<Of>(for id: ID<Of>) throws -> String {
        let tag = try keys.tags(ForEnvelopes.self).signing.context.tag(of: id.bytes)
        return "\(id.text).\(try ID<Tag>(bytes: tag.prefix(16)).text)"
    }

    /// The id that we put in, or nil where the text is not ours.
    package func id<Of>(in token: some StringProtocol, of kind: Of.Type = Of.self) throws(CryptographyFault) -> ID<Of>?
    {
        guard token.utf8.count == 53 else { return nil }
        let parts = token.lowercased().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = try? ID<Of>(reading: String(parts[0])),
            let tag = try? ID<Tag>(reading: String(parts[1]))
        else {
            return nil
        }
        var accepted = false
        for key in keys.tags(ForEnvelopes.self).verifying {
            let right = ConstantTime.equal(Array(try key.context.tag(of: id.bytes).prefix(16)), tag.bytes)
            accepted = accepted || right
        }
        return accepted ? id : nil
    }

    /// Sixteen bytes of a tag have the shape of an id, and so its text.
    private enum Tag {}
}
