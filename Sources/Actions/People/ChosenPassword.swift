package import Domain
import Foundation

/// A password that a member of staff may have (AU-02): at least 15 characters, not guessable from common passwords or
/// from who they are.
package struct ChosenPassword: Sendable {
    /// In Unicode normalisation form C, so that it is the same from every keyboard.
    let text: String

    /// Bytes that are looked at; longer ones are refused unread.
    static let longest = 256
    static let shortest = 15

    /// `field` names the input in the refusal. `name`, `address` and `organisation` are what it may not be made of.
    package init(
        reading typed: String, field: String = "password", name: String, address: EmailAddress, organisation: String
    ) throws(Malformed) {
        guard typed.utf8.count <= Self.longest else {
            throw Malformed(field, "Use at most \(Self.longest) bytes; 64 characters always fit.")
        }
        let text = Self.composed(typed)
        guard text.count >= Self.shortest else {
            throw Malformed(field, "Use at least \(Self.shortest) characters. Four or five unrelated words are good.")
        }
        let words = [name, address.canonical, organisation].flatMap(PasswordGuess.words)
        guard !PasswordGuess(personal: words).finds(text) else {
            throw Malformed(field, "This password is easy to guess. Four or five unrelated words are better.")
        }
        self.text = text
    }

    /// What is compared at sign-in.
    static func composed(_ typed: String) -> String { typed.composed ?? typed }
}

extension ChosenPassword: CustomStringConvertible, CustomReflectable {
    package var description: String { "password (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
