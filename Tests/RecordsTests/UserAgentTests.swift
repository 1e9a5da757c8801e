import Domain
import Records
import SQL
import TestSupport
import Testing

@Suite struct UserAgentTests {
    @Test("each event tells its own browser, whose words are kept once", arguments: Engine.all)
    func once(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let told = ["Firefox", "Chrome", nil, "Firefox", "", "Chrome"]
        for userAgent in told {
            try await office.database.write { transaction in
                let client = userAgent.map { ClientTrace(address: "192.0.2.1", userAgent: $0) }
                try Events(transaction).append(
                    NewEvent(.viewed, of: office.delivery.id, by: .machine, client: client), now: Office.now)
            }
        }
        let (events, kept) = try await office.database.read { transaction in
            (
                try Events(transaction).all(of: office.delivery.id),
                try transaction.run("SELECT COUNT(*) AS count FROM user_agents").first?.integer("count")
            )
        }
        #expect(events.map(\.client?.userAgent) == told)
        #expect(kept == 3)
    }

    @Test("sixteen at once, of which each names another browser, each keep their own", arguments: Engine.all)
    func raced(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let (database, delivery) = (office.database, office.delivery.id)
        _ = try await raceOfSixteen { runner in
            try await database.write(.guarded) { transaction in
                let client = ClientTrace(address: "192.0.2.1", userAgent: "Browser \(runner)")
                try Events(transaction).append(
                    NewEvent(.viewed, of: delivery, by: .machine, client: client), now: Office.now)
            }
            return true
        }
        let events = try await database.read { try Events($0).all(of: delivery) }
        #expect(Set(events.compactMap(\.client?.userAgent)) == Set((0..<16).map { "Browser \($0)" }))
    }

    @Test("ST-05: events of an older schema keep their browsers", arguments: Engine.all)
    func older(_ engine: Engine) async throws {
        let office = try await Office(engine)
        let (events, left) = try await office.database.write(.exclusive) { transaction in
            // As the tables were, with rows that an older version wrote.
            try transaction.run("ALTER TABLE delivery_events ADD COLUMN user_agent TEXT")
            for (position, userAgent) in [(1, "Firefox"), (2, nil), (3, "Chrome"), (4, "Firefox")] as [(Int64, String?)]
            {
                try transaction.run(
                    """
                    INSERT INTO delivery_events (delivery_id, position, kind, at, actor, client_address, user_agent)
                    VALUES (\(office.delivery.id), \(position), 'viewed', \(Office.now), 'machine',
                        \(userAgent.map { _ in "192.0.2.1" }), \(userAgent))
                    """)
            }
            try transaction.run("ALTER TABLE delivery_events DROP COLUMN user_agent_id")
            try transaction.run("DROP TABLE user_agents")
            for statement in Schema.steps[10].statements { try transaction.run(statement) }
            return (
                try Events(transaction).all(of: office.delivery.id),
                try transaction.run("SELECT COUNT(*) AS count FROM user_agents").first?.integer("count")
            )
        }
        #expect(events.map(\.client?.userAgent) == ["Firefox", nil, "Chrome", "Firefox"])
        #expect(left == 2)
    }
}
