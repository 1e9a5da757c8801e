import Foundation

/// What a sign-in service says of itself (OpenID Connect Discovery 1.0).
struct ProviderDescription: Sendable {
    /// How we show the service who we are.
    enum ClientProof: Sendable { case basic, post, none }

    let authorization: String
    let token: String
    let keys: String
    /// Where browsers are signed out (OpenID Connect RP-Initiated Logout 1.0); nil where that is nowhere, or not over TLS.
    let signOut: String?
    let clientProof: ClientProof
    /// Whether it names itself when it sends a browser back (RFC 9207).
    let namesItself: Bool

    init(reading bytes: [UInt8], for settings: OpenIDSettings) throws(OpenIDFault) {
        guard let members = try? JSONDecoder().decode([String: ClaimValue].self, from: Data(bytes)),
            let issuer = members["issuer"]?.text, let authorization = members["authorization_endpoint"]?.text,
            let token = members["token_endpoint"]?.text, let keys = members["jwks_uri"]?.text
        else { throw .misdescribed(.unreadable) }
        guard issuer == settings.issuer else { throw .misdescribed(.otherIssuer) }
        let isSafe = { (address: String) in
            OpenIDSettings.mayBeAsked(address)
                && (!settings.isEncrypted || address.lowercased().hasPrefix("https://"))
        }
        guard [authorization, token, keys].allSatisfy(isSafe) else { throw .misdescribed(.unsafeAddress) }
        if let known = members["code_challenge_methods_supported"]?.texts, !known.contains("S256") {
            throw .misdescribed(.noProofOfCode)
        }
        signOut = members["end_session_endpoint"]?.text.flatMap { isSafe($0) ? $0 : nil }
        (self.authorization, self.token, self.keys) = (authorization, token, keys)
        if case .flag(true)? = members["authorization_response_iss_parameter_supported"] {
            namesItself = true
        } else {
            namesItself = false
        }
        let ways = members["token_endpoint_auth_methods_supported"]?.texts ?? ["client_secret_basic"]
        if settings.clientSecret == nil {
            clientProof = .none
        } else if ways.contains("client_secret_basic") {
            clientProof = .basic
        } else if ways.contains("client_secret_post") {
            clientProof = .post
        } else {
            throw .misdescribed(.noSecretWay)
        }
    }
}
