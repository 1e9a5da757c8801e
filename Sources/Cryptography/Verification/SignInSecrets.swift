/// What one sign-in at a provider is recognised by, all made of the secret of one cookie: whoever does not have the cookie
/// knows none of it, and nothing of it is stored.
package struct SignInSecrets: Sendable {
    /// Comes back with the browser.
    package let state: String
    /// Comes back inside the token.
    package let nonce: String
    /// Shown to the provider with the code (RFC 7636).
    package let verifier: String
    /// The SHA-256 of the verifier.
    package let challenge: String

    package init(of secret: SessionSecret) throws(CryptographyFault) {
        state = try secret.derived("sign-in state")
        nonce = try secret.derived("sign-in nonce")
        verifier = try secret.derived("sign-in verifier")
        challenge = Base64URL.text(of: try SHA256.octets(of: Array(verifier.utf8)))
    }

    /// Whether this is the state that the browser was sent away with.
    package func accepts(state text: String) -> Bool { ConstantTime.equal(Array(text.utf8), Array(state.utf8)) }

    /// Whether this is the nonce that the provider was given.
    package func accepts(nonce text: String) -> Bool { ConstantTime.equal(Array(text.utf8), Array(nonce.utf8)) }
}
