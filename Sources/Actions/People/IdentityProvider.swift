import Domain
package import Outbound

/// The organisation's own sign-in service, and how far it is relied on.
package struct IdentityProvider: Sendable {
    let provider: OpenIDProvider
    /// Whether passwords sign in besides.
    let takesPasswords: Bool
    /// Whether signing in there counts for the second factor as well.
    let isSecondFactor: Bool

    package init(_ provider: OpenIDProvider, takesPasswords: Bool = true, isSecondFactor: Bool = false) {
        self.provider = provider
        self.takesPasswords = takesPasswords
        self.isSecondFactor = isSecondFactor
    }

    /// In words, for buttons and pages.
    package var name: String { provider.settings.name }

    var issuer: String { provider.settings.issuer }
}

extension Installation {
    /// Whether anybody signs in with a password; where there is no other way everybody does.
    package var takesPasswords: Bool { identityProvider?.takesPasswords ?? true }
}
