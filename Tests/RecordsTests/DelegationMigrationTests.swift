import Domain
import Records
import TestSupport
import Testing

@testable import SQL

@Suite struct DelegationMigrationTests {
    @Test(
        "ST-05, N-46: deliveries and events of an older schema stay as they are, and are nobody's delegate's",
        arguments: Engine.all)
    func older(_ engine: Engine) async throws {
        let keeper = try await TestDatabase(engine)
        let step = try #require(Schema.steps.firstIndex { $0.name == "delegations" })
        try await Migrator(Array(Schema.steps[..<step])).migrate(keeper.database, now: 1)
        let (person, caseFile, update): (ID<Person>, ID<CaseFile>, ID<CaseUpdate>) = (fresh(), fresh(), fresh())
        let (send, delivery): (ID<Send>, ID<Delivery>) = (fresh(), fresh())
        let rows: [Statement] = [
            "INSERT INTO people (id, kind, name, created_at) VALUES (\(person), 'contact', 'Ana', 1)",
            "INSERT INTO cases (id, reference, title, status, created_by, created_at) VALUES (\(caseFile), 'r', 't', 'open', \(person), 1)",
            """
            INSERT INTO case_updates (id, case_id, title, body, author_id, created_at, changed_at, body_format, version,
                access_group_id)
            VALUES (\(update), \(caseFile), 't', 'b', \(person), 1, 1, 'markdown', 1, \(AccessGroup.standard))
            """,
            """
            INSERT INTO sends (id, update_id, sender_id, request_key, identity_verification,
                associate_other_recipients, link_lifetime_seconds, created_at)
            VALUES (\(send), \(update), \(person), 'k', 1, 1, 900, 1)
            """,
            """
            INSERT INTO deliveries (id, send_id, person_id, recipient_id, address, created_at, revoked_at)
            VALUES (\(delivery), \(send), \(person), \(person), 'Ana@b.example', 5, 7)
            """,
            """
            INSERT INTO delivery_events (delivery_id, position, kind, at, actor, person_id, mail)
            VALUES (\(delivery), 1, 'queued', 5, 'person', \(person), 'notice')
            """,
        ]
        try await keeper.database.write { transaction in for row in rows { try transaction.run(row) } }
        let events: Statement = "SELECT * FROM delivery_events"
        let before = try await keeper.database.read { try $0.run(events).map(\.values) }
        try await Schema.migrator.migrate(keeper.database, now: 2)
        try await keeper.database.read { transaction in
            let kept = try #require(try Deliveries(transaction).find(delivery))
            #expect(kept.delegateOf == nil && kept.recipient == person && kept.address.spelling == "Ana@b.example")
            #expect(kept.createdAt == Moment(milliseconds: 5) && kept.revokedAt == Moment(milliseconds: 7))
            #expect(try transaction.run(events).map(\.values) == before && before.count == 1)
            #expect(try Delegations(transaction).all(of: send).isEmpty)
        }
    }
}
