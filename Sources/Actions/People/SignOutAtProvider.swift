package import Cryptography
import Outbound

extension Installation {
    /// Where the browser that has this secret is signed out at the sign-in service; nil where there is none, or it cannot be asked, or
    /// it signs nobody out. Our own session is over before, whatever the service does.
    package func wayToSignOut(_ secret: BrowserSecret) async throws -> String? {
        guard let service = identityProvider else { return nil }
        do {
            return try await service.provider.signOutAddress(SignOutState(of: secret))
        } catch is OpenIDFault {
            return nil
        }
    }

    /// Whether a browser that has this secret comes back from there, with the state that it was sent away with.
    package func isSignedOutAtProvider(_ secret: BrowserSecret, state: String) throws -> Bool {
        try identityProvider != nil && SignOutState(of: secret).accepts(state)
    }
}
