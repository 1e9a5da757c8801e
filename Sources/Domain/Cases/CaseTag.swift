/// A word that cases are found by, as it was first typed on a case.
package struct CaseTag: Hashable, Sendable {
    package let word: String

    /// One stored before.
    package init(stored word: String) { self.word = word }

    /// What is stored of something typed: white space inside is one space, a leading `#` goes.
    package init(reading typed: String) throws(Malformed) {
        let bare = typed.trimmed.drop { $0 == "#" }
        let words = bare.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        do {
            word = try ShortText(reading: words, field: "tags", limit: 40).text
        } catch {
            throw Malformed("tags", "Use words of at most 40 characters, without control characters.")
        }
        guard !word.unicodeScalars.contains(",") else {
            throw Malformed("tags", "A tag has no comma: commas stand between tags.")
        }
    }

    /// What two spellings of one tag have in common.
    package var key: String { word.withoutCase }
}

/// The tags of a case: each once, without regard to letter case, in the order of the alphabet.
package struct CaseTags: Hashable, Sendable {
    package let tags: [CaseTag]

    package static let most = 20

    package static let none = CaseTags()

    private init() { tags = [] }

    /// What a form has: words between commas or line ends.
    package init(reading typed: String) throws(Malformed) {
        let parts = typed.split { $0 == "," || $0.isNewline }.filter { !$0.trimmed.isEmpty }
        try self.init(parts.map(String.init))
    }

    package init(_ words: [String]) throws(Malformed) {
        var byKey: [String: CaseTag] = [:]
        for word in words {
            let tag = try CaseTag(reading: word)
            if byKey[tag.key] == nil { byKey[tag.key] = tag }
        }
        guard byKey.count <= Self.most else { throw Malformed("tags", "Use at most \(Self.most) tags.") }
        tags = byKey.values.sorted { $0.key < $1.key }
    }
}
