/// What a file of ours may not be or hold.
enum Style {
    static let longest = 300

    private static let suffixes = [
        "Utils", "Util", "Utilities", "Helpers", "Helper", "Manager", "Core", "Extensions", "Service",
    ]

    /// Names of files and types that say nothing about what is in them.
    static func emptyNames(in file: SourceFile) -> [String] {
        let types = SwiftText(file.text).code.matches(of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)/)
        let names = types.map { String($0.1) } + [String(file.name.prefix { $0 != "." })]
        return names.filter { name in suffixes.contains { name.hasSuffix($0) } }
    }

    /// Constructs that end the process on input, or take a promise from the compiler.
    static func forbidden(in file: SourceFile) -> [String] {
        let code = SwiftText(file.text).code
        let found = code.matches(
            of:
                /\btry!|\bas!|\bfatalError\s*\(|@unchecked\s+Sendable|nonisolated\s*\(\s*unsafe|Task\s*\.\s*detached/
        ).map { String($0.output) }
        return found + file.text.matches(of: /\b(?:TODO|FIXME|XXX)\b/).map { String($0.output) }
    }

    private static var declaration: Regex<(Substring, Substring)> {
        /^\s*(?:@\w+(?:\([^)]*\))?\s+)*package\s+(?:(?:static|mutating|nonmutating|final|indirect|nonisolated|override|consuming|distributed)\s+)*(struct|class|enum|actor|protocol|func|typealias|let|var|init|subscript|case)\b.*$/
    }

    /// Types, functions and type names shown to other targets without a docstring.
    ///
    /// One comment may stand above a group of declarations without an empty line between them. Values and
    /// initialisers may be told by their type's docstring. What a protocol asks for is told there: `requirements` are
    /// the names of such functions, to which those of the language's own protocols come.
    static func undocumented(in file: SourceFile, requirements: Set<String> = []) -> [String] {
        let lines = file.lines
        return lines.indices.compactMap { index in
            guard let match = lines[index].wholeMatch(of: declaration) else { return nil }
            guard ["struct", "class", "enum", "actor", "protocol", "func", "typealias"].contains(match.1) else {
                return nil
            }
            guard !isWitness(lines[index], requirements), !isDocumented(index, lines) else { return nil }
            return "\(file.path):\(index + 1): \(lines[index].drop { $0 == " " })"
        }
    }

    /// The functions that the protocols of a file ask for.
    static func requirements(in file: SourceFile) -> [String] {
        var names: [String] = []
        var isInside = false
        for line in file.lines {
            if line.contains(/^\s*(?:package\s+)?protocol\s/), !line.hasSuffix("}") { isInside = true }
            if line.contains(/^\s*\}$/) { isInside = false }
            if isInside, let match = line.firstMatch(of: /\bfunc (\w+)/) { names.append(String(match.1)) }
        }
        return names
    }

    private static func isWitness(_ line: Substring, _ requirements: Set<String>) -> Bool {
        if let match = line.firstMatch(of: /\bfunc (\w+)/), requirements.contains(String(match.1)) { return true }
        return isOfTheLanguage(line)
    }

    private static func isOfTheLanguage(_ line: Substring) -> Bool {
        line.contains(
            /func (?:[^\w\s`]+ ?\(|hash\(into|encode\(to|appendLiteral|appendInterpolation|makeAsyncIterator|next\(|run\(\))/
        )
            || line.contains("struct StringInterpolation")
    }

    /// Walks up over attributes and over the group's earlier declarations to a docstring.
    private static func isDocumented(_ index: Int, _ lines: [Substring]) -> Bool {
        let indentation = lines[index].prefix { $0 == " " }.count
        for line in lines[..<index].reversed() {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("///") || text.hasSuffix("*/") { return true }
            guard !text.isEmpty, line.count - text.count >= indentation else { return false }
            if line.count - text.count == indentation, text.hasSuffix("{"), !line.contains(declaration) { return false }
        }
        return false
    }
}
