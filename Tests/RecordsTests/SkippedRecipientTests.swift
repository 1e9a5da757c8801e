import Domain
import Records
import TestSupport
import Testing

@testable import SQL

@Suite struct SkippedRecipientTests {
    @Test("ST-05, PE-02: who was left out of a send of an older schema stays on record", arguments: Engine.all)
    func older(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let (send, person) = (office.send.id, office.colleague.id)
        let skipped = try await office.database.write(.exclusive) { transaction in
            // As the table was, with a row that an older version wrote.
            try transaction.run("DROP TABLE skipped_recipients")
            for statement in Schema.steps[11].statements where statement.text.contains("TABLE skipped_recipients") {
                try transaction.run(statement)
            }
            try transaction.run(
                """
                INSERT INTO skipped_recipients (send_id, position, person_id, reason)
                VALUES (\(send), 0, \(person), 'no address')
                """)
            let step = Schema.steps.first { $0.name == "people kept" }
            for statement in step?.statements ?? [] where statement.text.contains("skipped_recipients") {
                try transaction.run(statement)
            }
            return try SendGroups(transaction).skipped(of: send)
        }
        #expect(skipped == [SkippedRecipient(person: person, reason: .noAddress)])
    }

    @Test("PE-02: each reason to leave somebody out can be kept", arguments: Engine.all)
    func reasons(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let all = RecipientObstacle.allCases.map { SkippedRecipient(person: office.client.id, reason: $0) }
        let kept = try await office.database.write { transaction in
            try SendGroups(transaction).insert([], skipped: all, of: office.send.id)
            return try SendGroups(transaction).skipped(of: office.send.id)
        }
        #expect(kept == all)
    }
}
