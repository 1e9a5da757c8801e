/// Why somebody did something, as they typed it: some lines of text.
package struct ReasonText: Hashable, Sendable {
    package let text: String

    /// At most `limit` characters, of four code points each on average, without null characters. `asking` is said where nothing
    /// can be seen of it.
    package init(reading typed: String, limit: Int, asking: String) throws(Malformed) {
        let reason = typed.trimmed
        guard reason.hasInk else { throw Malformed("reason", asking) }
        guard reason.count <= limit, reason.unicodeScalars.count <= 4 * limit else {
            let most = limit < 1000 ? "\(limit)" : "\(limit / 1000),000"
            throw Malformed("reason", "Use at most \(most) characters.")
        }
        guard !reason.unicodeScalars.contains("\0") else { throw Malformed("reason", "Remove the null characters.") }
        text = reason
    }
}
