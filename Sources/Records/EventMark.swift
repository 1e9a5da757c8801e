import Cryptography
package import Domain
package import SQL

/// What an event that happens once for each holder of a link is known by: a second one with the same mark is not written.
///
/// Eighty bits of the SHA-256 of kind, holder and link, so that an event does not carry all three twice: among a thousand
/// million events two of different downloads agree with a chance below one in a million.
package struct EventMark: Hashable, Sendable, SQLBindable {
    private let text: String

    /// `holder` is under what name a download is counted: a grant, a sign-in, or all holders of an open link together.
    package init(_ kind: EventKind, holder: String, link: ID<FileLink>) throws {
        let digest = try SHA256.digest(of: Array("\(kind.rawValue)|\(holder)|\(link.text)".utf8))
        let words = (UInt64(digest.hex.prefix(16), radix: 16), UInt64(digest.hex.dropFirst(16).prefix(16), radix: 16))
        text = String(ID<EventMark>(high: words.0 ?? 0, low: words.1 ?? 0).text.prefix(16))
    }

    init(stored text: String) { self.text = text }

    package var sqlValue: SQLValue { .text(text) }
}
