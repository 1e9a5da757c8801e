import Actions
import Domain
import SQL
import TestSupport
import Testing

/// What the hourly sweep leaves and takes.
@Suite struct SweepTests {
    private func rows(_ test: TestInstallation) async throws -> [Int64] {
        try await test.write { transaction in
            let counts: [Statement] = [
                "SELECT COUNT(*) AS n FROM visitor_sessions", "SELECT COUNT(*) AS n FROM challenges",
                "SELECT COUNT(*) AS n FROM codes", "SELECT COUNT(*) AS n FROM grants",
                "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'code'",
            ]
            return try counts.map { try transaction.run($0).first?.integer("n") ?? -1 }
        }
    }

    @Test(
        "RL-04, IV-09: what visitors left who never got in is forgotten after two days, what opened a link stays",
        arguments: Engine.all)
    func doors(_ engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile()
        var ana = Browser(test)
        try await ana.enter(file.token, as: "ana@client.example")
        for number in 0..<20 {
            var stranger = Browser(test)
            try await stranger.ask(file.token, as: "eve\(number)@client.example")
            try await stranger.answer(file.token, "00000000")
        }
        #expect(try await rows(test) == [21, 21, 21, 1, 21])
        test.world.pass(.days(1))
        _ = try await test.installation.sweep()
        #expect(try await rows(test) == [21, 21, 21, 1, 21])
        test.world.pass(.days(1) + .seconds(1))
        _ = try await test.installation.sweep()
        #expect(try await rows(test) == [1, 1, 0, 1, 1])
        #expect(try await test.history(file).tracked.events.contains { $0.kind == .mailboxVerified })
    }
}
