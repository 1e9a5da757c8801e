package import Cryptography
package import Domain
import Foundation

/// The sign-in service of the organisation: where browsers are sent, and whom it says they came back as.
package final class OpenIDProvider: Sendable {
    package let settings: OpenIDSettings
    private let world: any World
    private let http = ProviderHTTP()
    private let knowledge: ProviderKnowledge

    package init(_ settings: OpenIDSettings, world: any World) {
        self.settings = settings
        self.world = world
        knowledge = ProviderKnowledge(settings, http: http)
    }

    /// The address that a browser is sent to. `anew` asks the service to look again who sits there, also where it knows the browser.
    package func address(_ secrets: SignInSecrets, anew: Bool) async throws(OpenIDFault) -> String {
        let description = try await knowledge.description(at: world.uptime())
        var fields = [
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", settings.redirectURL),
            ("scope", "openid email"), ("state", secrets.state), ("nonce", secrets.nonce),
            ("code_challenge", secrets.challenge), ("code_challenge_method", "S256"),
        ]
        // The age makes it say when it last looked; some services ask for ever where that is nought.
        if anew { fields += [("prompt", "login"), ("max_age", "60")] }
        let separator = description.authorization.contains("?") ? "&" : "?"
        return description.authorization + separator + FormCoding.text(fields)
    }

    /// The address that a browser is sent to so that it is signed out there as well; nil where the service names none. It tells
    /// who we are and where the browser comes back to, and nothing of whoever was signed in.
    package func signOutAddress(_ state: SignOutState) async throws(OpenIDFault) -> String? {
        guard let address = try await knowledge.description(at: world.uptime()).signOut else { return nil }
        let fields = [
            ("client_id", settings.clientID), ("post_logout_redirect_uri", settings.signedOutURL),
            ("state", state.text),
        ]
        return address + (address.contains("?") ? "&" : "?") + FormCoding.text(fields)
    }

    /// Whether the one who sent the browser back is this service (RFC 9207): it must say so where it says that it does.
    package func isSender(_ issuer: String?) async throws(OpenIDFault) -> Bool {
        if let issuer { return issuer == settings.issuer }
        return try await !knowledge.description(at: world.uptime()).namesItself
    }

    /// Whom the service gave this code for. A code works once, and only for whoever has the secrets it was asked for with.
    package func identity(code: String, _ secrets: SignInSecrets) async throws -> ProviderIdentity {
        let description = try await knowledge.description(at: world.uptime())
        let token = try IDToken(reading: try await exchange(code, secrets, description))
        let keys = try await knowledge.keys(for: token.header, at: world.uptime())
        guard !keys.isEmpty else { throw OpenIDFault.distrusted(.key) }
        guard try token.isSigned(by: keys) else { throw OpenIDFault.distrusted(.signature) }
        return try token.identity(for: settings, secrets, now: world.now())
    }

    /// Asks the service for its description and its keys, and changes nothing there.
    package func examine() async throws(OpenIDFault) {
        _ = try await knowledge.ask(at: world.uptime())
    }

    private func exchange(
        _ code: String, _ secrets: SignInSecrets, _ description: ProviderDescription
    ) async throws(OpenIDFault) -> String {
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.redirectURL),
            ("code_verifier", secrets.verifier),
        ]
        var credentials: (name: String, secret: String)?
        switch description.clientProof {
        case .basic: credentials = settings.clientSecret.map { (settings.clientID, $0) }
        case .post: fields += [("client_id", settings.clientID), ("client_secret", settings.clientSecret ?? "")]
        case .none: fields.append(("client_id", settings.clientID))
        }
        let answer = try await http.post(description.token, fields, credentials: credentials)
        guard answer.status == 200 else {
            throw (400..<500).contains(answer.status) ? .refused : .unreachable
        }
        let members = try? JSONDecoder().decode([String: ClaimValue].self, from: Data(answer.body))
        guard let token = members?["id_token"]?.text else { throw .distrusted(.unreadable) }
        return token
    }
}
