/// Brings the schema to what this program expects: the steps it has not seen, in order, all in one transaction that
/// no other migration runs beside.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    package init(_ migrations: [Migration]) {
        precondition(
            migrations.map(\.number) == migrations.indices.map { $0 + 1 }, "Migrations are numbered 1, 2, 3 … in order."
        )
        self.migrations = migrations
    }

    /// Runs what is missing and returns the names of the steps that ran. `now` is in milliseconds.
    ///
    /// Refuses a schema with a step that this program does not know, or one that has changed since it ran (ST-05).
    @discardableResult
    package func migrate(_ database: any Database, now: Int64) async throws -> [String] {
        let migrations = self.migrations
        return try await database.write(.exclusive) { transaction in
            try transaction.run(
                """
                CREATE TABLE IF NOT EXISTS migrations (
                    number BIGINT PRIMARY KEY,
                    name TEXT NOT NULL,
                    checksum TEXT NOT NULL,
                    ran_at BIGINT NOT NULL
                )
                """)
            let done = try Self.pastSteps(transaction)
            try Self.check(done, against: migrations)
            let missing = migrations.dropFirst(done.count)
            for migration in missing {
                for statement in migration.statements { try transaction.run(statement) }
                try transaction.run(
                    """
                    INSERT INTO migrations (number, name, checksum, ran_at)
                    VALUES (\(migration.number), \(migration.name), \(migration.checksum), \(now))
                    """)
            }
            return missing.map(\.name)
        }
    }

    /// The names of steps that have not run yet; an empty database lacks them all.
    package func pending(_ database: any Database) async throws -> [String] {
        let migrations = self.migrations
        return try await database.read { transaction in
            do {
                let done = try Self.pastSteps(transaction)
                try Self.check(done, against: migrations)
                return migrations.dropFirst(done.count).map(\.name)
            } catch DatabaseFault.refusedStatement {
                return migrations.map(\.name)
            }
        }
    }

    /// Whether any step has ever run: whether there can be data.
    package func hasBegun(_ database: any Database) async throws -> Bool {
        try await pending(database).count < migrations.count
    }

    /// Writes the row of the first step as it is: proof that the database takes writes, at the price of one.
    package func proveWritable(_ database: any Database) async throws {
        try await database.write(.guarded) { try $0.run("UPDATE migrations SET ran_at = ran_at WHERE number = 1") }
    }

    private static func pastSteps(_ transaction: any Transaction) throws -> [(name: String, checksum: String)] {
        try transaction.run("SELECT name, checksum FROM migrations ORDER BY number")
            .map { (try $0.text("name"), try $0.text("checksum")) }
    }

    private static func check(_ done: [(name: String, checksum: String)], against known: [Migration]) throws {
        guard done.count <= known.count else {
            throw DatabaseFault.foreignSchema(
                "The data were written by a newer version: its schema has \(done.count) steps, this program knows "
                    + "\(known.count). Start the newer version.")
        }
        for (step, migration) in zip(done, known) where step.checksum != migration.checksum {
            throw DatabaseFault.foreignSchema(
                "Step \(migration.number) of the schema (\(step.name)) is not the one this program knows "
                    + "(\(migration.name)). The data belong to another program or version.")
        }
    }
}
