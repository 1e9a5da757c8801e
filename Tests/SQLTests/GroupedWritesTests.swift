import SQL
import SQLiteEngine
import TestSupport
import Testing

@Suite("ST-01: grouped writes")
struct GroupedWritesTests {
    private struct Refusal: Error, Equatable {
        let number: Int
    }

    @Test("ST-01: bodies that fail in a group do not touch the others")
    func failuresStayAlone() async throws {
        let fresh = try await TestDatabase(.sqlite)
        try await fresh.database.write { try $0.run("CREATE TABLE things (id BIGINT PRIMARY KEY)") }
        let refused = try await withGate(on: fresh.database, callers: 64) { number, transaction in
            try transaction.run("INSERT INTO things (id) VALUES (\(number))")
            if number % 3 == 0 { throw Refusal(number: number) }
            if number % 3 == 1 { try transaction.run("INSERT INTO things (id) VALUES (\(number))") }
        }
        for (number, error) in refused.enumerated() {
            switch number % 3 {
            case 0: #expect(error as? Refusal == Refusal(number: number))
            case 1: #expect(error is DatabaseFault)
            default: #expect(error == nil)
            }
        }
        let kept = try await fresh.database.read { transaction in
            try transaction.run("SELECT id FROM things ORDER BY id").map { try $0.integer("id") }
        }
        #expect(kept == (0..<64).filter { $0 % 3 == 2 }.map(Int64.init))
    }

    @Test("ST-01: waiting bodies share commits")
    func waitingBodiesShareCommits() async throws {
        let fresh = try await TestDatabase(.sqlite)
        try await fresh.database.write { try $0.run("CREATE TABLE things (id BIGINT PRIMARY KEY)") }
        let before = fileSize(fresh.folder.path + "/database-wal")
        let errors = try await withGate(on: fresh.database, callers: 256) { number, transaction in
            try transaction.run("INSERT INTO things (id) VALUES (\(number))")
        }
        #expect(errors.allSatisfy { $0 == nil })
        // One page and the header of its frame for each commit, if none were shared.
        #expect(fileSize(fresh.folder.path + "/database-wal") - before < 256 * 4_120 / 2)
    }

    @Test("ST-03: when COMMIT fails, all of the group fail, nothing stays, and no more is written")
    func failedCommitStops() async throws {
        let fresh = try await TestDatabase(.sqlite)
        try await fresh.database.write { transaction in
            try transaction.run("CREATE TABLE owners (id BIGINT PRIMARY KEY)")
            try transaction.run(
                "CREATE TABLE things (id BIGINT, owner BIGINT REFERENCES owners (id) DEFERRABLE INITIALLY DEFERRED)")
        }
        let turns = Tally()
        let announcements = fresh.database.announcements(of: nil)
        let errors = try await withGate(on: fresh.database, callers: 8) { number, transaction in
            let isFirst = turns.add() == 1
            transaction.announce(Announcement(topic: "thing", subject: "never"))
            try transaction.run("INSERT INTO things (id, owner) VALUES (\(number), \(isFirst ? Int64?.some(1) : nil))")
        }
        for error in errors { #expect(isStopped(error)) }
        let later = await #expect(throws: DatabaseFault.self) {
            try await fresh.database.write { try $0.run("INSERT INTO owners (id) VALUES (2)") }
        }
        #expect(isStopped(later))
        let count = try await fresh.database.read { transaction in
            try transaction.run("SELECT (SELECT COUNT(*) FROM things) + (SELECT COUNT(*) FROM owners) AS count")
                .first?.integer("count")
        }
        #expect(count == 0)
        let sqlite = try #require(fresh.database as? SQLiteDatabase)
        try await sqlite.close()
        for await announcement in announcements { Issue.record("Announced: \(announcement)") }
    }

    @Test("a body that ends the transaction of its group stops the engine")
    func bodyThatEndsItsTransaction() async throws {
        let fresh = try await TestDatabase(.sqlite)
        let error = await #expect(throws: DatabaseFault.self) {
            try await fresh.database.write { transaction in
                try transaction.run("ROLLBACK")
                try transaction.run("CREATE TABLE alone (id BIGINT)")
            }
        }
        #expect(isStopped(error))
        await #expect(throws: DatabaseFault.self) {
            try await fresh.database.read { try $0.run("SELECT id FROM alone") }
        }
    }

    @Test("bodies that write wait on a thread of their own, and hold up no reader")
    func writesLeaveTheCooperativeThreadsFree() async throws {
        let fresh = try await TestDatabase(.sqlite)
        let database = fresh.database
        let gate = Flag()
        let waited = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 { group.addTask { try await database.write { _ in waitUntil { gate.isRaised } } } }
            for _ in 0..<100 { try await database.read { _ in } }
            gate.raise()
            return try await group.reduce(true) { $0 && $1 }
        }
        #expect(waited)
    }

    private func isStopped(_ error: (any Error)?) -> Bool {
        if case .stopped? = error as? DatabaseFault { true } else { false }
    }
}
