import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct ImportMigrationTests {
    @Test(
        "ST-05, CR-11: files brought under an older schema stay open or ended as they were, and told nobody",
        arguments: Engine.all)
    func older(_ engine: Engine) async throws {
        let keeper = try await TestDatabase(engine)
        let step = try #require(Schema.steps.firstIndex { $0.name == "imported assignments" })
        try await Migrator(Array(Schema.steps[..<step])).migrate(keeper.database, now: 1)
        let (person, open, ended): (ID<Person>, ID<ImportRecord>, ID<ImportRecord>) = (fresh(), fresh(), fresh())
        let rows: [Statement] = [
            "INSERT INTO people (id, kind, name, created_at) VALUES (\(person), 'staff', 'S', 1)",
            """
            INSERT INTO imports (id, kind, content, created_by, created_at)
            VALUES (\(open), 'contacts', 'name', \(person), 3)
            """,
            """
            INSERT INTO imports (id, kind, content, created_by, created_at, ended_at, added, changed)
            VALUES (\(ended), 'cases', '', \(person), 4, 5, 6, 7)
            """,
        ]
        try await keeper.database.write { transaction in for row in rows { try transaction.run(row) } }
        try await Schema.migrator.migrate(keeper.database, now: 2)
        try await keeper.database.write { transaction in
            let (at, end) = (Moment(milliseconds: 3), Moment(milliseconds: 5))
            let imports = Imports(transaction)
            let brought = ImportRecord(id: open, kind: .contacts, content: "name", createdBy: person, createdAt: at)
            #expect(try imports.find(open) == brought)
            #expect(try imports.find(ended)?.end == ImportRecord.End(at: end, added: 6, changed: 7))
            let new = ImportRecord(id: fresh(), kind: .assignments, content: "x", createdBy: person, createdAt: at)
            try imports.insert(new)
            #expect(try imports.find(new.id) == new)
        }
    }
}
