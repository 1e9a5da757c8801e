package import PostgresEngine
internal import Records
package import SQL
internal import SQLiteEngine

/// A fresh database of one engine that goes when the last reference goes.
package final class TestDatabase: Sendable {
    package let database: any Database
    /// Where its files are; the engine that has none leaves it empty.
    package let folder: TemporaryFolder
    /// The name that the cluster knows it by; empty for the engine that has files.
    package let name: String

    /// An empty database of `engine`.
    package convenience init(_ engine: Engine) async throws {
        try await self.init(engine, name: { try await PostgresCluster.shared.newDatabase() })
    }

    /// A database with our whole schema.
    package static func migrated(_ engine: Engine, now: Int64) async throws -> TestDatabase {
        let made = try await TestDatabase(engine) {
            try await PostgresCluster.shared.newDatabase(template: "schema") { url in
                let database = try await PostgresDatabase.open(url, durability: .asConfigured) { _ in }
                try await Schema.migrator.migrate(database, now: now)
                await database.close()
            }
        }
        try await Schema.migrator.migrate(made.database, now: now)
        return made
    }

    /// A further connection to the same rows, as another machine has it.
    package func otherNode(connections: Int = 4, times: SessionTimes = .init()) async throws -> PostgresDatabase {
        try await Self.node(name, connections: connections, times: times)
    }

    private init(_ engine: Engine, name: () async throws -> String) async throws {
        folder = try TemporaryFolder()
        switch engine {
        case .sqlite:
            self.name = ""
            database = try SQLiteDatabase(path: folder.path + "/database")
        case .postgres:
            self.name = try await name()
            database = try await Self.node(self.name)
        }
    }

    private static func node(
        _ name: String, connections: Int = 8, times: SessionTimes = .init()
    ) async throws -> PostgresDatabase {
        try await PostgresDatabase.open(
            PostgresCluster.shared.url(name), connections: connections, durability: .asConfigured, times: times
        ) { _ in }
    }

    deinit {
        guard let database = database as? PostgresDatabase else { return }
        let name = name
        Task {
            await database.close()
            PostgresCluster.shared.leave(name)
        }
    }
}
