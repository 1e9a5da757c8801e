package import Domain

/// What stands in for a lost authenticator app, once: 80 random bits as sixteen letters and digits.
package struct RecoveryCode: Hashable, Sendable {
    /// Sixteen characters of base32.
    private let characters: String

    /// How many somebody is given.
    package static let count = 10

    /// A fresh code.
    package static func random(from world: some World) throws -> RecoveryCode {
        RecoveryCode(characters: Base32.text(of: try world.randomBytes(10)))
    }

    /// The code that somebody typed.
    package init(_ entry: RecoveryEntry) { characters = entry.characters }

    private init(characters: String) { self.characters = characters }

    /// `ABCD-EFGH-2345-6767`
    package var text: String { RecoveryEntry.grouped(characters) }

    /// What the database holds. A plain hash is enough for a secret of 80 bits; the person is in it, so that equal codes of two
    /// people differ.
    package func digest(of person: ID<Person>) throws(CryptographyFault) -> SHA256Digest {
        try SHA256.digest(of: LengthPrefixed([person.bytes, Array(characters.utf8)]).bytes)
    }
}

extension RecoveryCode: CustomStringConvertible, CustomReflectable {
    package var description: String { "recovery code (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
