import Cryptography

/// A secret that programs of the operator show to read figures; compared without telling how much of it was right.
package struct OperatorToken: Sendable {
    private let secret: [UInt8]

    /// Nil for a text that is too short to be a secret, or cannot stand in a header.
    package init?(_ text: String) {
        guard text.utf8.count >= 20, text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
        secret = Array(text.utf8)
    }

    /// Whether `text` is this token. Takes the same time for every text of its length.
    package func accepts(_ text: some StringProtocol) -> Bool { ConstantTime.equal(secret, Array(text.utf8)) }
}

extension OperatorToken: CustomStringConvertible, CustomReflectable {
    package var description: String { "operator token (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
