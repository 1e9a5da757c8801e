import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct DomainsApartMigrationTests {
    @Test(
        "ST-05, N-17: addresses of before are found by their domain as it is spelled; all others stay as they are",
        arguments: Engine.all)
    func older(_ engine: Engine) async throws {
        let keeper = try await TestDatabase(engine)
        let steps = Schema.steps.prefix { $0.name != "domains apart" }
        _ = try await Migrator(Array(steps)).migrate(keeper.database, now: 1)
        let people = (1...4).map { ID<Person>(high: 0, low: UInt64($0)) }
        let before = [
            ("kim@strasse.example", "Kim@straße.example"), ("strasse@firm.example", "Straße@firm.example"),
            ("ola@οδοσ.example", "ola@οδος.example"), ("ana@client.example", "Ana@Client.example"),
        ]
        try await keeper.database.write { transaction in
            for (person, address) in zip(people, before) {
                try transaction.run(
                    "INSERT INTO people (id, kind, name, created_at) VALUES (\(person), 'staff', 'P', 1)")
                try transaction.run(
                    """
                    INSERT INTO person_addresses (person_id, canonical, spelling, position)
                    VALUES (\(person), \(address.0), \(address.1), 0)
                    """)
                try transaction.run(
                    """
                    INSERT INTO staff_accounts (person_id, address, role, created_at)
                    VALUES (\(person), \(address.0), 'staff', 1)
                    """)
            }
        }
        #expect(try await Schema.migrator.migrate(keeper.database, now: 2).first == "domains apart")
        let found = try await keeper.database.read { transaction in
            try before.map { try StaffAccounts(transaction).find(signingInAs: EmailAddress(reading: $0.1))?.person }
        }
        #expect(found == people)
        let others = try await keeper.database.read { transaction in
            try ["kim@strasse.example", "ola@οδοσ.example"].map {
                try People(transaction).having(EmailAddress(reading: $0)).count
            }
        }
        #expect(others == [0, 0])
    }
}
