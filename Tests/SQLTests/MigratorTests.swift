import SQL
import TestSupport
import Testing

@Suite("ST-05: migrations")
struct MigratorTests {
    private static let first = Migration(1, "people", ["CREATE TABLE people (id TEXT PRIMARY KEY)"])
    private static let second = Migration(
        2, "cases", ["CREATE TABLE cases (id TEXT PRIMARY KEY)", "INSERT INTO cases (id) VALUES ('first')"])
    private static let broken = Migration(
        2, "cases", ["CREATE TABLE cases (id TEXT PRIMARY KEY)", "INSERT INTO nowhere (id) VALUES ('x')"])

    @Test("each step runs once, in order", arguments: Engine.all)
    func runsOnce(_ engine: Engine) async throws {
        let fresh = try await TestDatabase(engine)
        let one = Migrator([Self.first])
        let two = Migrator([Self.first, Self.second])
        #expect(try await two.pending(fresh.database) == ["people", "cases"])
        #expect(try await one.migrate(fresh.database, now: 1_000) == ["people"])
        #expect(try await two.pending(fresh.database) == ["cases"])
        #expect(try await two.migrate(fresh.database, now: 2_000) == ["cases"])
        #expect(try await two.migrate(fresh.database, now: 3_000) == [])
        #expect(try await two.pending(fresh.database) == [])
        let times = try await fresh.database.read { transaction in
            try transaction.run("SELECT ran_at FROM migrations ORDER BY number").map { try $0.integer("ran_at") }
        }
        #expect(times == [1_000, 2_000])
    }

    @Test("ST-05: a newer schema is refused and not touched", arguments: Engine.all)
    func refusesNewer(_ engine: Engine) async throws {
        let fresh = try await TestDatabase(engine)
        try await Migrator([Self.first, Self.second]).migrate(fresh.database, now: 0)
        try await expectForeign { try await Migrator([Self.first]).migrate(fresh.database, now: 0) }
        try await expectForeign { try await Migrator([Self.first]).pending(fresh.database) }
        #expect(try await Migrator([Self.first, Self.second]).pending(fresh.database) == [])
    }

    @Test("ST-05: an edited step is refused and nothing behind it runs", arguments: Engine.all)
    func refusesEdited(_ engine: Engine) async throws {
        let fresh = try await TestDatabase(engine)
        try await Migrator([Self.first]).migrate(fresh.database, now: 0)
        let edited = Migration(1, "people", ["CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT)"])
        try await expectForeign { try await Migrator([edited, Self.second]).migrate(fresh.database, now: 0) }
        #expect(try await Migrator([Self.first, Self.second]).pending(fresh.database) == ["cases"])
    }

    @Test("ST-05: an interrupted migration leaves nothing, and the mended one runs", arguments: Engine.all)
    func interruptedLeavesNothing(_ engine: Engine) async throws {
        let fresh = try await TestDatabase(engine)
        await #expect(throws: DatabaseFault.self) {
            try await Migrator([Self.first, Self.broken]).migrate(fresh.database, now: 0)
        }
        let mended = Migrator([Self.first, Self.second])
        #expect(try await mended.pending(fresh.database) == ["people", "cases"])
        #expect(try await mended.migrate(fresh.database, now: 0) == ["people", "cases"])
    }

    @Test("of sixteen that migrate at once, one does", arguments: Engine.all)
    func sixteenAtOnce(_ engine: Engine) async throws {
        let fresh = try await TestDatabase(engine)
        let winners = try await raceOfSixteen { runner -> Int? in
            let ran = try await Migrator([Self.first, Self.second]).migrate(fresh.database, now: 0)
            return ran.isEmpty ? nil : runner
        }
        #expect(winners.count == 1)
    }

    @Test("the checksum tells one text from another, however it is cut")
    func checksums() {
        let texts: [[Statement]] = [["ab"], ["a", "b"], ["ba"], ["ab", ""], []]
        #expect(Set(texts.map { Migration(1, "x", $0).checksum }).count == texts.count)
        #expect(Migration(1, "x", ["ab"]).checksum == "e7202e190542452f")
    }

    private func expectForeign(_ attempt: () async throws -> [String]) async throws {
        let fault = await #expect(throws: DatabaseFault.self) { try await attempt() }
        guard case .foreignSchema(let sentence) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(sentence.hasSuffix("."))
    }
}
