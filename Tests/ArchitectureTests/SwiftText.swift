/// A Swift file taken apart: its code with comments and literal texts blanked out, and the literals by themselves.
///
/// Line breaks stay where they were. Interpolated code is left out; a question mark stands for it in the literal.
struct SwiftText {
    private(set) var code = ""
    private(set) var literals: [String] = []

    private var rest: Substring

    init(_ source: String) {
        rest = source[...]
        while let character = rest.first {
            if rest.hasPrefix("//") {
                blank(rest.prefix { !$0.isNewline })
            } else if rest.hasPrefix("/*") {
                blankComment()
            } else if let delimiter = literalDelimiter() {
                readLiteral(delimiter)
            } else {
                code.append(character)
                rest = rest.dropFirst()
            }
        }
    }

    private mutating func blank(_ text: Substring) {
        for character in text { code.append(character.isNewline ? character : " ") }
        rest = rest[text.endIndex...]
    }

    private mutating func blankComment() {
        let end = rest.firstRange(of: "*/")?.upperBound ?? rest.endIndex
        blank(rest[..<end])
    }

    /// Number signs and quotation marks that open a literal here: `"`, `"""`, `#"` and so on.
    private func literalDelimiter() -> (signs: Int, quotes: String)? {
        let signs = rest.prefix { $0 == "#" }.count
        let after = rest.dropFirst(signs)
        if after.hasPrefix("\"\"\"") { return (signs, "\"\"\"") }
        if after.hasPrefix("\"") { return (signs, "\"") }
        return nil
    }

    private mutating func readLiteral(_ delimiter: (signs: Int, quotes: String)) {
        let sign = String(repeating: "#", count: delimiter.signs)
        let (escape, end) = ("\\" + sign, delimiter.quotes + sign)
        let start = rest.startIndex
        rest = rest.dropFirst(delimiter.signs + delimiter.quotes.count)
        var literal = ""
        while !rest.isEmpty, !rest.hasPrefix(end) {
            if rest.hasPrefix(escape + "(") {
                rest = rest.dropFirst(escape.count)
                skipInterpolation()
                literal += "?"
            } else {
                let taken = rest.prefix(rest.hasPrefix(escape) ? escape.count + 1 : 1)
                literal += taken
                rest = rest[taken.endIndex...]
            }
        }
        literals.append(literal)
        rest = rest.dropFirst(end.count)
        let whole = rest.base[start..<rest.startIndex]
        code += "\"" + String(whole.filter(\.isNewline)) + "\""
    }

    /// From an opening parenthesis to behind its partner; literals on the way may hold parentheses.
    private mutating func skipInterpolation() {
        var depth = 0
        repeat {
            if let delimiter = literalDelimiter() {
                let (codeBefore, literalsBefore) = (code, literals)
                readLiteral(delimiter)
                (code, literals) = (codeBefore, literalsBefore)
                continue
            }
            if rest.first == "(" { depth += 1 }
            if rest.first == ")" { depth -= 1 }
            rest = rest.dropFirst()
        } while depth > 0 && !rest.isEmpty
    }
}
