import Testing

@Suite struct ImportTests {
    private static let swift = SourceTree.sources.filter {
        !$0.path.contains("/C") || $0.path.contains("/Cryptography")
    }

    @Test("each target imports only what stands below it; Domain imports nothing at all, SQL a mutex", arguments: swift)
    func imports(file: SourceFile) {
        #expect(Imports.refused(in: file) == [], "\(file.path)")
    }

    @Test("GRDB is imported by the SQLite engine alone, libpq by the PostgreSQL engine alone")
    func engines() {
        for file in SourceTree.sources + SourceTree.tests where file.path.hasSuffix(".swift") {
            let modules = Imports.modules(in: file)
            #expect(!modules.contains("GRDB") || file.target == "SQLiteEngine", "\(file.path)")
            #expect(!modules.contains("CPostgres") || file.target == "PostgresEngine", "\(file.path)")
        }
    }

    @Test(
        "an import that is not in the table is found in every spelling",
        arguments: [
            ("Domain", "import Foundation"), ("Domain", "import Synchronization"), ("SQL", "import Foundation"),
            ("SQL", "package import Domain"),
            ("Records", "@preconcurrency import GRDB"),
            ("HTML", "import struct NIOCore.ByteBuffer"), ("Web", "@testable import Records"), ("New", ""),
        ])
    func finds(target: String, text: String) {
        #expect(!Imports.refused(in: SourceFile(path: "Sources/\(target)/X.swift", text: text)).isEmpty)
    }

    @Test("imports in comments and texts are none")
    func findsNoMore() {
        let text = "// import Foundation\n/* \n import GRDB\n*/\nlet x = \"\"\"\n    import Foundation\n    \"\"\"\n"
        #expect(Imports.refused(in: SourceFile(path: "Sources/Domain/X.swift", text: text)) == [])
    }
}
