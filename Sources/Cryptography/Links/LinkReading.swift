package import Domain

/// What a token turned out to be.
package enum LinkReading: Hashable, Sendable {
    /// We made it, every bit of it. Whether it is still in time, revoked or extended is for others to say.
    case genuine(LinkClaims, keyID: String)
    /// Anything else; why is not told, to anybody.
    case forged
}
