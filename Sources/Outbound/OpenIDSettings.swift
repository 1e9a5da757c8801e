package import Domain
import Foundation

/// A sign-in service of the organisation's own, as OpenID Connect describes it, and by what it knows us.
package struct OpenIDSettings: Sendable {
    /// Exactly as its tokens name it.
    package let issuer: String
    /// In words, for the button.
    package let name: String
    /// Where browsers come back to, exactly as it was registered there.
    package let redirectURL: String
    /// Where they come back to when they are signed out there, exactly as it was registered.
    package let signedOutURL: String
    let clientID: String
    /// None for a client that is known by its proof of the code alone.
    let clientSecret: String?
    /// What a token has to say besides; nil where everybody may sign in who has an account.
    let requirement: ClaimRequirement?

    package init(
        issuer: String, name: String, redirectURL: String, signedOutURL: String, clientID: String,
        clientSecret: String?,
        requirement: ClaimRequirement? = nil
    ) throws(Malformed) {
        guard let parts = URLComponents(string: issuer), parts.query == nil, parts.fragment == nil, parts.user == nil,
            Self.mayBeAsked(issuer)
        else {
            throw Malformed(
                "issuer",
                "It has to begin with https:// and have neither a query nor a fragment; http:// is for this machine.")
        }
        guard !clientID.isEmpty, clientID.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Malformed("clientID", "It has to be the characters that the service has given out.")
        }
        self.issuer = issuer
        self.name = name
        self.redirectURL = redirectURL
        self.signedOutURL = signedOutURL
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.requirement = requirement
    }

    /// Whether nobody else reads what is said there: over TLS, or on this machine.
    static func mayBeAsked(_ url: String) -> Bool {
        guard let parts = URLComponents(string: url), let host = parts.host?.lowercased(), !host.isEmpty else {
            return false
        }
        if parts.scheme?.lowercased() == "https" { return true }
        return parts.scheme?.lowercased() == "http" && ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host)
    }

    /// Whether the service is reached over TLS.
    package var isEncrypted: Bool { issuer.lowercased().hasPrefix("https://") }

    /// Where the service describes itself.
    var descriptionURL: String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }
}

/// A claim that a token must have, with a value that it must be or hold among others.
package struct ClaimRequirement: Hashable, Sendable {
    let name: String
    let value: String

    /// `name=value`.
    package init(reading text: String) throws(Malformed) {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { throw Malformed("claim", "It has to look like groups=casecourier.") }
        (name, value) = (String(parts[0]), String(parts[1]))
    }
}
