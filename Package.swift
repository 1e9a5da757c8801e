// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "casecourier",
    products: [.executable(name: "casecourier", targets: ["casecourier"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CClock"),
        .systemLibrary(name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(
            name: "CCMark", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        .target(name: "Domain", swiftSettings: strict),
        .target(name: "SQL", swiftSettings: strict),
        .target(
            name: "SQLiteEngine",
            dependencies: [
                "SQL", "CSQLite", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(name: "PostgresEngine", dependencies: ["SQL", "CPostgres"], swiftSettings: strict),
        .target(name: "Cryptography", dependencies: ["Domain", "COpenSSL"], swiftSettings: strict),
        .target(name: "Records", dependencies: ["Domain", "SQL", "Cryptography"], swiftSettings: strict),
        .target(
            name: "Blobs",
            dependencies: [
                "Domain", "Cryptography",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "Mail",
            dependencies: [
                "Domain", "CGMime",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(name: "HTML", dependencies: ["Domain", "CGumbo", "CCMark"], swiftSettings: strict),
        .target(name: "Pictures", dependencies: ["CQREncode"], swiftSettings: strict),
        .target(
            name: "Outbound",
            dependencies: [
                "Domain", "Cryptography", .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "Actions",
            dependencies: [
                "Domain", "SQL", "Cryptography", "Records", "Blobs", "Mail", "HTML", "Pictures", "Outbound",
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Domain", "Actions",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            exclude: ["Pages/README.md"],
            swiftSettings: strict,
            plugins: ["EmbedPages"]),
        .executableTarget(
            name: "casecourier",
            dependencies: [
                "Domain", "SQL", "SQLiteEngine", "PostgresEngine", "Cryptography", "Records", "Blobs", "Mail", "HTML",
                "Outbound", "Actions", "Web",
                "CClock",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        .executableTarget(name: "PageEmbedder", path: "Sources/EmbedPages/Embedder", swiftSettings: strict),
        .plugin(
            name: "EmbedPages", capability: .buildTool(), dependencies: ["PageEmbedder"],
            path: "Sources/EmbedPages/Plugin"),

        .target(
            name: "TestSupport",
            dependencies: [
                "Domain", "SQL", "SQLiteEngine", "PostgresEngine", "Cryptography", "Records", "Blobs", "Mail", "HTML",
                "Outbound", "Actions", "Web",
            ],
            path: "Tests/Support",
            exclude: ["postgres-cluster"],
            swiftSettings: strict),
        .testTarget(name: "DomainTests", dependencies: ["Domain", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "SQLTests", dependencies: ["SQL", "SQLiteEngine", "PostgresEngine", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "RecordsTests", dependencies: ["Records", "Domain", "SQL", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CryptographyTests", dependencies: ["Cryptography", "Domain"], swiftSettings: strict),
        .testTarget(
            name: "BlobsTests", dependencies: ["Blobs", "Cryptography", "Domain"], exclude: ["Servers"],
            swiftSettings: strict),
        .testTarget(
            name: "MailTests", dependencies: ["Mail", "Domain"], exclude: ["Servers"], swiftSettings: strict),
        .testTarget(name: "HTMLTests", dependencies: ["HTML"], swiftSettings: strict),
        .testTarget(
            name: "ActionsTests", dependencies: ["Actions", "Cryptography", "Domain", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "OutboundTests", dependencies: ["Outbound", "Cryptography", "Domain"], swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Actions", "Domain", "Mail", "SQL", "TestSupport",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "FuzzTests", dependencies: ["Domain", "Cryptography", "Mail", "Web", "TestSupport"],
            exclude: ["LibFuzzer"], swiftSettings: strict),
        .testTarget(
            name: "ProcessTests",
            dependencies: ["casecourier", "Domain", .product(name: "Logging", package: "swift-log")],
            swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
