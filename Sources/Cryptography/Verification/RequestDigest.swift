package import Domain

/// Tells requests that their callers named apart by what they asked for, which may hold a password: a keyed digest, so that the
/// database alone does not let anybody try passwords against it.
///
/// Under the key of forms, which goes on verifying for as long as names are kept; its own label keeps the two apart.
package struct RequestDigest: Sendable {
    private static let label = Array("named-request-v1".utf8)

    private let keys: Keys

    package init(keys: Keys) { self.keys = keys }

    /// 43 characters of base64url. `head` is everything but the content.
    package func digest(head: String, content: SHA256Digest?) throws(CryptographyFault) -> String {
        Base64URL.text(of: try keys.tags(ForForms.self).signing.context.tag(of: Self.message(head, content)))
    }

    /// Whether `digest` is that of this request, under any key that may still verify.
    package func accepts(
        _ digest: String, head: String, content: SHA256Digest?
    ) throws(CryptographyFault) -> Bool {
        guard let tag = Base64URL.bytes(of: digest.utf8) else { return false }
        return try keys.tags(ForForms.self).accept(tag, of: Self.message(head, content))
    }

    private static func message(_ head: String, _ content: SHA256Digest?) -> [UInt8] {
        LengthPrefixed([label, Array(head.utf8), Array((content?.hex ?? "").utf8)]).bytes
    }
}
