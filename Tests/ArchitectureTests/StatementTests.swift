import Testing

/// SQL that only one of the engines would take, or that means different things to them.
enum Dialect {
    static func refused(in file: SourceFile) -> [String] {
        SwiftText(file.text).literals.filter(isStatement).flatMap { literal in
            literal.matches(
                of:
                    /(?i)\b(?:I?LIKE|GLOB|SKIP\s+LOCKED|OFFSET|AUTOINCREMENT|SERIAL|BOOLEAN|TIMESTAMP|CURRENT_\w+|DEFERRABLE)\b|\b(?:LOWER|UPPER|NOW|RANDOM|DATETIME|STRFTIME|PRAGMA)\s*\(|\bWITH\b[^;]*\b(?:INSERT|UPDATE|DELETE)\b/
            ).map { String($0.output) }
        }
    }

    private static func isStatement(_ text: String) -> Bool {
        text.contains(/(?i)^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|WITH|AND|OR|WHERE|ORDER)\b/)
    }
}

@Suite struct StatementTests {
    @Test("AU-06: the statements keep to what both engines understand alike")
    func dialect() {
        let found = SourceTree.sources.filter { $0.target == "Records" }
            .flatMap { file in Dialect.refused(in: file).map { "\(file.path): \($0)" } }
        #expect(found == [])
    }

    @Test("AU-06: tables are named in Records alone, so that every statement is in one place")
    func oneHome() {
        let above = SourceTree.sources.filter {
            ["Actions", "Web", "Blobs", "Mail", "HTML", "Domain"].contains($0.target)
        }
        let found = above.filter { file in
            SwiftText(file.text).literals.contains {
                $0.contains(
                    /^\s*(?:SELECT\s+\S.*\bFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE)\b/)
            }
        }
        #expect(found.map(\.path) == [])
    }

    @Test(
        "AU-06: the rule finds what one engine alone would take",
        arguments: [
            "SELECT a FROM b WHERE c LIKE $1", "SELECT LOWER(a) FROM b", "INSERT INTO a VALUES (now())",
            "SELECT a FROM b FOR UPDATE SKIP LOCKED", "SELECT a FROM b LIMIT 5 OFFSET 10",
            "WITH x AS (SELECT 1) UPDATE a SET b = 1", "CREATE TABLE a (b BOOLEAN)",
        ])
    func finds(statement: String) {
        for text in ["let x: Statement = \"\(statement)\"", "let x: Statement = \"\"\"\n    \(statement)\n    \"\"\""] {
            #expect(!Dialect.refused(in: SourceFile(path: "Sources/Records/X.swift", text: text)).isEmpty)
        }
    }

    @Test(
        "AU-06: the rule leaves code and comments alone",
        arguments: [
            "let now = world.now() // like LOWER()", "let x: Statement = \"SELECT a FROM b WHERE c = \\(now())\"",
        ])
    func findsNoMore(text: String) {
        #expect(Dialect.refused(in: SourceFile(path: "Sources/Records/X.swift", text: text)) == [])
    }
}
