/// Why nobody could be signed in by the sign-in service.
package enum OpenIDFault: Error, Hashable, Sendable {
    /// It gave no answer in time, or none that can be used.
    case unreachable
    /// What it says of itself does not fit how we are set up.
    case misdescribed(Misdescription)
    /// It did not take the code, or does not know us.
    case refused
    /// It gave a token that is not to be believed.
    case distrusted(Distrust)

    /// What is wrong with its description of itself.
    package enum Misdescription: String, Hashable, Sendable {
        case unreadable = "its description cannot be read"
        case otherIssuer = "it names itself otherwise than it is set up here"
        case unsafeAddress = "one of its addresses is not reached over TLS"
        case noSecretWay = "it takes a client secret in no way that we know"
        case noProofOfCode = "it does not know S256 proofs of the code (PKCE)"
        case noKeys = "it publishes no key that we can use"
    }

    /// What is wrong with a token.
    package enum Distrust: String, Hashable, Sendable {
        case unreadable
        case algorithm
        case key
        case signature
        case issuer
        case audience
        case time
        case nonce
        case subject
        case requirement
    }

    /// For the log: fixed words, nothing that anybody sent.
    package var words: String {
        switch self {
        case .unreachable: "unreachable"
        case .misdescribed(let what): "misdescribed: \(what.rawValue)"
        case .refused: "refused"
        case .distrusted(let what): "distrusted: \(what.rawValue)"
        }
    }
}
