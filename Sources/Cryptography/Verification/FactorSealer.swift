package import Domain

/// Seals the secrets of second factors, so that the database or a copy of it cannot make their codes.
package struct FactorSealer: Sendable {
    private let keys: Keys

    package init(keys: Keys) { self.keys = keys }

    /// Opens for this factor only.
    package func seal(_ secret: FactorSecret, of factor: ID<SecondFactor>) throws -> String {
        try keys.seals(ForFactors.self).seal(secret.content, context: factor.bytes, world: keys.world)
    }

    /// Throws `unknownKey` or `damaged`; then the factor has to be set up anew.
    package func open(_ text: String, of factor: ID<SecondFactor>) throws(CryptographyFault) -> FactorSecret {
        let bytes = try keys.seals(ForFactors.self).open(text, context: factor.bytes)
        guard bytes.count == 20 else { throw .damaged }
        return FactorSecret(bytes: bytes)
    }

    /// The same secret under the newest key; nil where it is under that already.
    package func renewed(_ text: String, of factor: ID<SecondFactor>) throws -> String? {
        guard try SealedText(reading: text).kid != keys.seals(ForFactors.self).signing.kid else { return nil }
        return try seal(open(text, of: factor), of: factor)
    }
}
