/// The table of behaviours in docs/features.md, and the tests whose names carry its ids.
enum Features {
    static let path = "docs/features.md"
    static let notYet = "not yet"

    struct Row {
        let id: String
        let shownBy: String
    }

    private static var identifier: Regex<(Substring, Substring)> {
        /\b((?:CL|EN|SM|DW|TR|OS|N|CR|LT|IV|SE|AU|UD|MH|IM|EV|ST|RL|KM|OP|PE)-[0-9]{2})\b/
    }

    static func identifiers(in text: some StringProtocol) -> [String] {
        var found: [String] = []
        for match in String(text).matches(of: identifier) where !found.contains(String(match.1)) {
            found.append(String(match.1))
        }
        return found
    }

    /// Rows of the tables: an id, the behaviour, the tests.
    static func rows(of document: SourceFile) -> [Row] {
        document.lines.compactMap { line in
            guard let match = line.wholeMatch(of: /\| ([A-Z]+-[0-9]{2}) \| .+ \| (.*) \|/) else { return nil }
            return Row(id: String(match.1), shownBy: String(match.2))
        }
    }

    /// Names of tests: what stands in `@Test("…")` and `@Suite("…")`; in Python the name and first docstring line.
    static func testNames(in file: SourceFile) -> [String] {
        if file.path.hasSuffix(".py") {
            return file.text.matches(of: /(?m)^\s*(?:async )?def (test_\w+)\([^)]*\)[^:\n]*:\s*\n\s*"""([^\n]*)/).map {
                String($0.2).replacing("\"\"\"", with: "")
            }
        }
        return file.text.matches(of: /@(?:Test|Suite)\(\s*"((?:[^"\\]|\\.)*)"/).map { String($0.1) }
    }

    /// For each id the tests that name it, by file and name, in that order.
    static func shown(by files: [SourceFile]) -> [String: [String]] {
        var shown: [String: Set<String>] = [:]
        for file in files {
            let stem = String(file.name.prefix { $0 != "." })
            for name in testNames(in: file) {
                let test = "`\(stem)`: \(sentence(of: name))"
                for id in identifiers(in: name) { shown[id, default: []].insert(test) }
            }
        }
        return shown.mapValues { $0.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    }

    /// The name without the ids before it, fit for a cell of a table.
    private static func sentence(of name: String) -> String {
        name.replacing(/^[^:]*\b[A-Z]+-[0-9]{2}[^:]*: */, with: "").replacing("|", with: "/").replacing(
            "\\\"", with: "\"")
    }

    /// What the last column of a row has to say.
    static func cell(_ tests: [String]?) -> String {
        guard let tests, !tests.isEmpty else { return notYet }
        return tests.joined(separator: "<br>")
    }
}
