/// Reads written HTML by its own narrow grammar, knowing nothing of the writer: exact tags, properly nested, and
/// text in which `<`, `>` and quotation marks occur only as character references.
struct Grammar {
    private static let elements: Set<String> = [
        "p", "ul", "ol", "li", "blockquote", "pre", "code", "strong", "em", "u", "del",
    ]

    /// Nil if the text is of the grammar, else what is not.
    static func fault(in html: String) -> String? {
        var rest = html.unicodeScalars[...]
        var open: [String] = []
        while !rest.isEmpty {
            let text = rest.prefix { $0 != "<" }
            if let bad = text.first(where: { $0 == ">" || $0 == "\"" || $0 == "'" }) {
                return "bare \(bad) in \(String(text.prefix(60)))"
            }
            rest = rest.dropFirst(text.count)
            guard !rest.isEmpty else { break }
            guard let end = rest.firstIndex(of: ">") else { return "unended tag \(String(rest.prefix(60)))" }
            let tag = String(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...]
            if let fault = fault(inTag: tag, &open) { return fault }
        }
        return open.isEmpty ? nil : "left open: \(open)"
    }

    private static func fault(inTag tag: String, _ open: inout [String]) -> String? {
        if tag == "br" { return nil }
        if tag.hasPrefix("/") { return open.popLast() == String(tag.dropFirst()) ? nil : "unmatched <\(tag)>" }
        if elements.contains(tag) {
            open.append(tag)
            return nil
        }
        guard tag.wholeMatch(of: link) != nil else { return "not on the list: <\(tag)>" }
        open.append("a")
        return nil
    }

    private static var link: Regex<Substring> {
        /a href="(?:https?:\/\/[^"<>\s\\\x00-\x20]+|mailto:[^"<>\s?]+@[^"<>\s?]+)" rel="noopener noreferrer nofollow"/
    }
}
