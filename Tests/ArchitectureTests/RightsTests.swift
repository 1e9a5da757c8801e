import Testing

/// Writes for staff that would be decided by the rights of a while ago.
enum StaleRights {
    /// Functions of actions that are given a viewer, and write without looking who that is now.
    static func found(in file: SourceFile) -> [String] {
        SwiftText(file.text).code.split(separator: /\bfunc\s+/, omittingEmptySubsequences: false).dropFirst().flatMap {
            function -> [String] in
            let name = String(function.prefix { $0 != "(" })
            guard function.contains(/\bviewer\b/) else { return [] }
            let past = function.contains(/\bdatabase\s*\.\s*write\b/) ? [name] : []
            let hidden = function.matches(of: /\b(?:write|read)\(for:[^{]*\{\s*(\w+)/)
                .filter { $0.1 != "viewer" }
            return past + hidden.map { _ in name }
        }
    }
}

@Suite struct RightsTests {
    @Test("AU-03: what is written for staff is decided by the rights they have in that transaction")
    func actions() {
        let home = "Sources/Actions/People/PresentViewer.swift"
        let files = SourceTree.sources.filter { $0.target == "Actions" && $0.path != home }
        // These two are what lets somebody in.
        let entrances = ["signedIn", "bearer"]
        let found = files.flatMap { file in
            StaleRights.found(in: file).filter { !entrances.contains($0) }.map { "\(file.path): \($0)" }
        }
        #expect(found == [])
    }

    @Test(
        "AU-03: the rule finds a write past it",
        arguments: [
            "func a(by viewer: Viewer) { database.write { t in x } }",
            "func a(by viewer: Viewer) { write(for: viewer) { now, t in viewer.rights } }",
        ])
    func finds(text: String) {
        #expect(StaleRights.found(in: SourceFile(path: "Sources/Actions/X.swift", text: text)) == ["a"])
    }
}
