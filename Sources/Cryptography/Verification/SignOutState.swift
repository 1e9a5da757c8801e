/// What a browser that is signed out at a provider comes back with, made of the secret of one cookie: whoever does not have the
/// cookie does not know it, and nothing of it is stored.
package struct SignOutState: Sendable {
    package let text: String

    package init(of secret: SessionSecret) throws(CryptographyFault) { text = try secret.derived("sign-out state") }

    /// Whether this is the state that the browser was sent away with.
    package func accepts(_ state: String) -> Bool { ConstantTime.equal(Array(state.utf8), Array(text.utf8)) }
}
