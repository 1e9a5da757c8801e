import SQL

/// What every engine must do alike, shown on a fresh database of it.
///
/// Only what the common dialect allows is used here: `TEXT` and `BIGINT` columns, `$n` parameters, `RETURNING`, `CHECK`.
package enum StorageContract {
    /// Two tables with every kind of rule that our schema uses.
    static func createTables(_ database: any Database) async throws {
        try await database.write { transaction in
            try transaction.run(
                """
                CREATE TABLE owners (
                    id TEXT PRIMARY KEY,
                    state TEXT NOT NULL CHECK (state IN ('active', 'left'))
                )
                """)
            try transaction.run(
                """
                CREATE TABLE things (
                    id TEXT PRIMARY KEY,
                    owner TEXT REFERENCES owners (id),
                    number BIGINT,
                    used_at BIGINT,
                    UNIQUE (owner, number)
                )
                """)
            try transaction.run("INSERT INTO owners (id, state) VALUES ('o1', 'active')")
        }
    }

    static func countThings(_ database: any Database) async throws -> Int64? {
        try await database.read { try $0.run("SELECT COUNT(*) AS count FROM things").first?.integer("count") }
    }

    struct Refusal: Error {}
}
