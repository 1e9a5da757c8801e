import Domain

/// What is refused before the parser sees it, since the parser's time and memory grow faster than the input.
enum ReadingLimits {
    private static let mostBytes = 256 * 1_024
    private static let mostTags = 5_000
    private static let mostAttributes = 64
    private static let longestTag = 8 * 1_024
    /// Unclosed formatting elements are opened again in every later paragraph, three of each spelling at most
    /// (HTML, "reconstruct the active formatting elements"): so many elements may come of it.
    private static let mostCopies = 100_000

    static func check(_ html: String) throws(Malformed) {
        guard html.utf8.count <= mostBytes else {
            throw Malformed("body", "Use at most 256 KiB of formatted text.")
        }
        let bytes = Array(html.utf8)
        var tags = 0
        var spellings: Set<ArraySlice<UInt8>> = []
        for start in bytes.indices where bytes[start] == UInt8(ascii: "<") {
            tags += 1
            guard tags <= mostTags else { throw tooMuch }
            guard let spelling = try attributedFormatting(bytes, at: start) else { continue }
            spellings.insert(spelling)
        }
        guard spellings.count * tags * 3 <= mostCopies else { throw tooMuch }
    }

    private static var tooMuch: Malformed { Malformed("body", "Use less formatting: there are too many tags.") }

    /// The tag at `start` if it is a formatting element with attributes. The parser compares each name of an
    /// attribute with all before it, hence the limit on their number.
    private static func attributedFormatting(_ bytes: [UInt8], at start: Int) throws(Malformed) -> ArraySlice<UInt8>? {
        var scan = TagScan(bytes, after: start, limit: longestTag)
        guard scan.readName() else { return nil }
        while scan.readAttribute() {
            guard scan.attributes <= mostAttributes else { throw tooMuch }
        }
        guard !scan.isTooLong else { throw Malformed("body", "A tag is too long.") }
        guard scan.isFormatting, scan.attributes > 0 else { return nil }
        return bytes[start..<scan.position]
    }
}
