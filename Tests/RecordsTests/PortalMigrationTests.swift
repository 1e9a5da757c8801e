import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct PortalMigrationTests {
    @Test(
        "ST-05: challenges, codes, mailed links and deliveries of an older schema keep their doors, purposes and recipients",
        arguments: Engine.all)
    func older(_ engine: Engine) async throws {
        let keeper = try await TestDatabase(engine)
        let step = try #require(Schema.steps.firstIndex { $0.name == "portal" })
        try await Migrator(Array(Schema.steps[..<step])).migrate(keeper.database, now: 1)
        let names = (0..<8).map { _ in fresh() as ID<Person> }
        try await keeper.database.write { transaction in
            for statement in Self.rows(names) { try transaction.run(statement) }
        }
        try await Schema.migrator.migrate(keeper.database, now: 2)
        try await keeper.database.read { transaction in
            let session = try ID<VisitorSession>(reading: names[0].text)
            let link = try ID<FileLink>(reading: names[1].text)
            let challenge = try #require(try Challenges(transaction).latest(of: session, at: .link(link)))
            #expect(challenge.id.text == names[2].text && challenge.door == .link(link))
            #expect(try Challenges(transaction).latest(of: session, at: .portal) == nil)
            let recipient = try ID<Person>(reading: names[4].text)
            let delivery = try #require(try Deliveries(transaction).all(to: recipient).first)
            #expect(delivery.recipient == recipient && delivery.issuedTo == recipient)
            let recent = try Codes(transaction).recent(
                challenge: challenge.id, session: session, at: .link(link), address: challenge.address,
                now: Moment(milliseconds: 20))
            #expect(recent.ofDoorAndAddress.count == 1 && recent.mailed.count == 1)
            #expect(
                try CodeFailures(transaction).total(address: challenge.address, since: Moment(milliseconds: 0)) == 1)
            #expect(
                try AccountLinks(transaction).find(digest: "d", .unlocking)?.expiresAt == Moment(milliseconds: 99))
        }
    }

    private static func rows(_ names: [ID<Person>]) -> [Statement] {
        [
            "INSERT INTO people (id, kind, name, created_at) VALUES (\(names[4]), 'staff', 'S', 1)",
            "INSERT INTO cases (id, reference, title, status, created_by, created_at) VALUES (\(names[5]), 'r', 't', 'open', \(names[4]), 1)",
            """
            INSERT INTO case_updates (id, case_id, title, body, author_id, created_at, changed_at, body_format, version)
            VALUES (\(names[6]), \(names[5]), 't', 'b', \(names[4]), 1, 1, 'markdown', 1)
            """,
            """
            INSERT INTO sends (id, update_id, sender_id, request_key, identity_verification,
                associate_other_recipients, link_lifetime_seconds, created_at)
            VALUES (\(names[7]), \(names[6]), \(names[4]), 'k', 1, 1, 900, 1)
            """,
            "INSERT INTO deliveries (id, send_id, person_id, address, created_at) VALUES (\(names[3]), \(names[7]), \(names[4]), 'a@b.example', 1)",
            "INSERT INTO file_links (id, delivery_id, position, expires_at, created_at) VALUES (\(names[1]), \(names[3]), 1, 9, 1)",
            "INSERT INTO visitor_sessions (id, token_digest, created_at, last_seen_at) VALUES (\(names[0]), 't', 1, 1)",
            """
            INSERT INTO challenges (id, session_id, link_id, address, spelling, attempts, created_at, expires_at)
            VALUES (\(names[2]), \(names[0]), \(names[1]), 'a@b.example', 'a@b.example', 0, 1, 99)
            """,
            """
            INSERT INTO codes (id, challenge_id, link_id, address, digest, reference, withheld, created_at, expires_at)
            VALUES (\(names[3]), \(names[2]), \(names[1]), 'a@b.example', 'd', 'K7M', 0, 10, 99)
            """,
            "INSERT INTO wrong_codes (address, withheld, at) VALUES ('a@b.example', 0, 5)",
            """
            INSERT INTO account_links (id, digest, person_id, purpose, created_at, expires_at)
            VALUES (\(names[2]), 'd', \(names[4]), 'unlocking', 1, 99)
            """,
        ]
    }
}
