import Testing

@Suite struct StyleTests {
    @Test("no file is longer than three hundred lines")
    func length() {
        let long = (SourceTree.sources + SourceTree.tests).filter { $0.lines.count > Style.longest + 1 }
        #expect(long.map(\.path) == [])
    }

    @Test("names of files and types say what is in them")
    func names() {
        let found = SourceTree.sources.flatMap { file in Style.emptyNames(in: file).map { "\(file.path): \($0)" } }
        #expect(found == [])
    }

    @Test("nothing in the product ends the process on input or overrules the compiler about concurrency")
    func constructs() {
        let found = SourceTree.sources.flatMap { file in Style.forbidden(in: file).map { "\(file.path): \($0)" } }
        #expect(found == [])
    }

    @Test("what other targets see says what it is")
    func docstrings() {
        let requirements = Set(SourceTree.sources.flatMap(Style.requirements))
        #expect(SourceTree.sources.flatMap { Style.undocumented(in: $0, requirements: requirements) } == [])
    }

    @Test("no file names a place outside the project")
    func places() {
        let outside = ["/" + "work/", "." + "./shared", "issues " + "show", "/root" + "/"]
        let found = SourceTree.product.filter { file in outside.contains { file.text.contains($0) } }
        #expect(found.map(\.path) == [])
    }

    @Test(
        "the rules find what they forbid",
        arguments: [
            "let x = try! f()", "let y = z as! Int", "fatalError(\"x\")", "struct S: @unchecked Sendable {}",
            "nonisolated(unsafe) var x = 1", "Task.detached { }", "// TO" + "DO: later",
        ])
    func findsConstructs(text: String) {
        #expect(!Style.forbidden(in: SourceFile(path: "Sources/Web/X.swift", text: text)).isEmpty)
    }

    @Test(
        "the rules leave comments and texts alone",
        arguments: [
            "// a try! in words", "let text = \"fatalError()\"", "let text = \"\\(f(\"as!\")) try!\"", "assert(x)",
        ])
    func findsNoMore(text: String) {
        #expect(Style.forbidden(in: SourceFile(path: "Sources/Web/X.swift", text: text)) == [])
    }

    @Test(
        "a declaration without a docstring is found",
        arguments: [
            "package struct A {}", "    package func f() {", "/// Doc.\npackage struct A {\n    package func f() {}\n}",
            "/// Doc.\npackage func f() {}\n\npackage func g() {}",
            "    let x = 1\n\n    @discardableResult\n    package func f() {}",
        ])
    func findsUndocumented(text: String) {
        #expect(Style.undocumented(in: SourceFile(path: "Sources/Web/X.swift", text: text)).count == 1)
    }

    @Test(
        "one docstring may head a group",
        arguments: [
            "/// Doc.\npackage enum A {}\npackage enum B {}", "/// Doc.\n@MainActor\npackage func f() {}",
            "package static func == (a: A, b: A) -> Bool { true }", "package let x = 1", "package import Domain",
        ])
    func acceptsGroups(text: String) {
        #expect(Style.undocumented(in: SourceFile(path: "Sources/Web/X.swift", text: text)) == [])
    }

    @Test("what a protocol asks for is told at the protocol")
    func requirements() {
        let text = "/// Doc.\npackage protocol P {\n    /// Doc.\n    func f() -> Int\n}\nfunc g() {\n}\n"
        #expect(Style.requirements(in: SourceFile(path: "Sources/Web/P.swift", text: text)) == ["f"])
        let file = SourceFile(path: "Sources/Web/X.swift", text: "    package func f() -> Int {")
        #expect(Style.undocumented(in: file, requirements: ["f"]) == [] && Style.undocumented(in: file).count == 1)
    }

    @Test(
        "empty names are found",
        arguments: ["struct MailManager {}", "enum StringUtils {}", "final class X {}\nactor SendService {}"])
    func findsNames(text: String) {
        #expect(Style.emptyNames(in: SourceFile(path: "Sources/Web/X.swift", text: text)).count == 1)
    }
}
