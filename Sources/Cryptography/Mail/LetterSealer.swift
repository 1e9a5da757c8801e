/// Seals letters that wait in the outbox, so that a code in one cannot be read in the database or a copy of it.
///
/// AES-256-GCM under random nonces, at most 2^32 letters to a key in one run of the process.
package struct LetterSealer: Sendable {
    private let keys: Keys

    package init(keys: Keys) { self.keys = keys }

    /// `context` names the row the letter lies in; it opens in no other.
    package func seal(_ letter: [UInt8], context: String) throws -> String {
        try keys.seals(ForLetters.self).seal(letter, context: Array(context.utf8), world: keys.world)
    }

    package func open(_ text: String, context: String) throws(CryptographyFault) -> [UInt8] {
        try keys.seals(ForLetters.self).open(text, context: Array(context.utf8))
    }
}
