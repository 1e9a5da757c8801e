import Testing

@Suite struct FeatureTests {
    private let shown = Features.shown(by: SourceTree.tests.filter { !$0.path.contains("ArchitectureTests/Feature") })

    @Test("each row of docs/features.md names the tests that carry its id, or says that there is none yet")
    func rowsAreTrue() throws {
        let document = try #require(SourceTree.file(Features.path))
        let rows = Features.rows(of: document)
        #expect(rows.count > 100)
        for row in rows {
            #expect(row.shownBy == Features.cell(shown[row.id]), "\(row.id): run Scripts/features")
        }
    }

    @Test("each id that a test names stands once in docs/features.md")
    func testsAreListed() throws {
        let rows = Features.rows(of: try #require(SourceTree.file(Features.path))).map(\.id)
        #expect(Set(shown.keys).subtracting(rows) == [], "Add a row for it to docs/features.md.")
        #expect(Set(rows).count == rows.count)
    }

    @Test("ids are read from names of tests in both languages, and from nothing else")
    func reading() {
        let swift = """
            // TR-01
            @Test("TR-02, TR-03: a name", arguments: ["TR-04"])
            func f() {}
            @Test(
                "TR-05 with \\"quotation marks\\" and ST-06")
            """
        let python = "def test_x(browser):\n    \"\"\"TR-07: a name\"\"\"\n    assert \"TR-08\"\n"
        let shown = Features.shown(by: [
            SourceFile(path: "Tests/X/A.swift", text: swift), SourceFile(path: "Tests/X/test_b.py", text: python),
        ])
        #expect(shown.keys.sorted() == ["ST-06", "TR-02", "TR-03", "TR-05", "TR-07"])
        #expect(Features.cell(shown["TR-02"]) == "`A`: a name" && Features.cell(shown["TR-07"]) == "`test_b`: a name")
        #expect(Features.cell(shown["TR-01"]) == Features.notYet)
    }
}
