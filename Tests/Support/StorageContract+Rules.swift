package import SQL
internal import Testing

extension StorageContract {
    /// The schema's rules refuse what breaks them, the caller learns so, and nothing of the transaction stays.
    package static func rulesAreKept(_ database: any Database) async throws {
        try await createTables(database)
        let breaches: [SQL.Statement] = [
            "INSERT INTO owners (id, state) VALUES (\("o2"), \("asleep-canary"))",
            "INSERT INTO owners (id, state) VALUES (\("o2"), \(String?.none))",
            "INSERT INTO owners (id, state) VALUES (\("o1"), \("left"))",
            "INSERT INTO things (id, owner) VALUES (\("x"), \("owner-canary"))",
            "INSERT INTO things (id, owner, number) VALUES (\("y"), \("o1"), \(1)), (\("z"), \("o1"), \(1))",
        ]
        for breach in breaches {
            let fault = await #expect(throws: DatabaseFault.self) {
                try await database.write { transaction in
                    try transaction.run("INSERT INTO things (id) VALUES ('before')")
                    try transaction.run(breach)
                }
            }
            guard case .constraint(let words) = fault else {
                Issue.record("\(breach.text): \(String(describing: fault))")
                continue
            }
            #expect(!words.contains("canary"), "A fault's text holds no value of a row.")
        }
        #expect(try await countThings(database) == 0)
    }

    /// A row that another row names cannot go.
    package static func namedRowsStay(_ database: any Database) async throws {
        try await createTables(database)
        try await database.write { try $0.run("INSERT INTO things (id, owner) VALUES ('a', 'o1')") }
        let fault = await #expect(throws: DatabaseFault.self) {
            try await database.write { try $0.run("DELETE FROM owners WHERE id = 'o1'") }
        }
        guard case .constraint = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    /// A statement that the schema does not bear out is told apart from a world that failed.
    package static func unknownTablesAreRefused(_ database: any Database) async throws {
        let fault = await #expect(throws: DatabaseFault.self) {
            try await database.read { try $0.run("SELECT 1 AS one FROM nowhere") }
        }
        guard case .refusedStatement = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }
}
