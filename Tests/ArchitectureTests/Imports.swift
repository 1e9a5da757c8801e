/// Which module may name which: dependencies point down, and each outside library has one home.
enum Imports {
    /// The targets that have nothing of the system: `SQL` takes the language's mutex, `Domain` nothing at all.
    static let bare: Set<String> = ["Domain", "SQL"]

    /// The language's own libraries, for every target but the bare ones.
    static let ofTheSystem: Set<String> = [
        "Foundation", "FoundationEssentials", "Dispatch", "Glibc", "Synchronization", "RegexBuilder",
    ]

    static let allowed: [String: Set<String>] = [
        "Domain": [],
        "SQL": ["Synchronization"],
        "SQLiteEngine": ["SQL", "GRDB", "GRDBSQLite", "CSQLite"],
        "PostgresEngine": ["SQL", "CPostgres"],
        "Cryptography": ["Domain", "COpenSSL"],
        "Records": ["Domain", "SQL", "Cryptography"],
        "Blobs": ["Domain", "Cryptography", "AsyncHTTPClient", "NIOCore", "NIOHTTP1"],
        "Mail": ["Domain", "CGMime", "NIOCore", "NIOPosix", "NIOSSL", "NIOTLS", "NIOFoundationCompat"],
        "HTML": ["Domain", "CGumbo", "CCMark"],
        "Pictures": ["CQREncode"],
        "Outbound": ["Domain", "Cryptography", "AsyncHTTPClient", "NIOCore", "NIOHTTP1"],
        "Actions": [
            "Domain", "SQL", "Cryptography", "Records", "Blobs", "Mail", "HTML", "Pictures", "Outbound",
            "ServiceLifecycle", "Logging",
        ],
        "Web": [
            "Domain", "Actions", "Hummingbird", "HummingbirdCore", "HummingbirdTLS", "HTTPTypes", "NIOCore", "NIOHTTP1",
            "NIOHTTPTypes", "Mustache",
            "ServiceLifecycle", "Logging",
        ],
    ]

    /// The composition root and the build plugin may import anything.
    static let unbound: Set<String> = ["casecourier", "EmbedPages"]

    /// The modules that a file imports, by any spelling of the import.
    static func modules(in file: SourceFile) -> [String] {
        SwiftText(file.text).code.matches(
            of:
                /(?m)^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:package|public|internal|private|fileprivate)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/
        ).map { String($0.1) }
    }

    /// The imports of a file that its target may not have.
    static func refused(in file: SourceFile) -> [String] {
        if unbound.contains(file.target) { return [] }
        guard let allowed = allowed[file.target] else { return ["target \(file.target) stands in no table"] }
        let system = bare.contains(file.target) ? [] : ofTheSystem
        return modules(in: file).filter { !allowed.contains($0) && !system.contains($0) }
    }
}
