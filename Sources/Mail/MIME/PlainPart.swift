/// The text part of a letter: complete, for every mail program there is.
struct PlainPart {
    let lines: [String]

    init(_ letter: Letter) {
        var lines: [String] = []
        for block in letter.blocks { lines += Self.lines(of: block) + [""] }
        self.lines = lines + ["----------"] + ClosingLines(letter).lines
    }

    private static func lines(of block: Block) -> [String] {
        switch block {
        case .paragraph(let text), .note(let text): [text]
        case .written(let written): written.text
        case .code(let digits): ["    \(digits)"]
        case .button(let link): ["\(link.label):", link.url]
        case .facts(let facts): facts.map { "\($0.label): \($0.value)" }
        case .links(let links): links.enumerated().flatMap { ["\($0 + 1). \($1.label):", "   \($1.url)"] }
        }
    }
}
