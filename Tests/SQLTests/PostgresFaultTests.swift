import PostgresEngine
import SQL
import TestSupport
import Testing

/// What becomes of transactions when the server, the line or another transaction gets in their way.
@Suite("ST-05: faults of PostgreSQL")
struct PostgresFaultTests {
    private func things(_ times: SessionTimes = .init(), connections: Int = 4) async throws -> Things {
        let fresh = try await TestDatabase(.postgres)
        let node = try await fresh.otherNode(connections: connections, times: times)
        try await node.write { try $0.run("CREATE TABLE things (id TEXT PRIMARY KEY, number BIGINT)") }
        return Things(fresh: fresh, node: node)
    }

    private struct Things {
        let fresh: TestDatabase
        let node: PostgresDatabase

        func count() async throws -> Int64? {
            try await fresh.database.read { try $0.run("SELECT COUNT(*) AS n FROM things").first?.integer("n") }
        }
    }

    @Test("a connection that breaks in the middle of a body is replaced, and the body happens once")
    func brokenBody() async throws {
        let things = try await things()
        let runs = Tally()
        try await things.node.write { transaction in
            try transaction.run("INSERT INTO things (id) VALUES ('a')")
            if runs.add() == 1 { try transaction.run("SELECT pg_terminate_backend(pg_backend_pid()) AS ended") }
        }
        #expect(runs.count == 2)
        #expect(try await things.count() == 1)
    }

    @Test("a connection that breaks at the first statement of a body is replaced, of a read as of a write")
    func brokenBeginning() async throws {
        let things = try await things()
        let runs = Tally()
        let body: @Sendable (any Transaction) throws -> Void = { transaction in
            if runs.add() % 2 == 1 { try transaction.run("SELECT pg_terminate_backend(pg_backend_pid()) AS ended") }
            try transaction.run("SELECT 1 AS one")
        }
        try await things.node.read(body)
        #expect(runs.count == 2)
        try await things.node.write(body)
        #expect(runs.count == 4)
    }

    @Test("a body whose connection breaks each time is a clear fault, and leaves nothing")
    func brokenAgain() async throws {
        let things = try await things()
        let fault = await #expect(throws: DatabaseFault.self) {
            try await things.node.write { transaction in
                try transaction.run("INSERT INTO things (id) VALUES ('a')")
                try transaction.run("SELECT pg_terminate_backend(pg_backend_pid()) AS ended")
            }
        }
        guard case .unavailable = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(try await things.count() == 0)
    }

    @Test("connections that the server ended while nobody used them are replaced, and nobody is told")
    func endedMeanwhile() async throws {
        let things = try await things()
        let node = things.node
        for round in 0..<10 {
            for _ in 0..<8 { _ = try await node.read { try $0.run("SELECT 1 AS one") } }
            _ = try await things.fresh.database.read { transaction in
                try transaction.run(
                    """
                    SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """)
            }
            if round % 2 == 0 { _ = try await node.read { try $0.run("SELECT 1 AS one") } }
            try await node.write { try $0.run("INSERT INTO things (id) VALUES (\("\(round)"))") }
        }
        #expect(try await things.count() == 10)
    }

    @Test("a commit whose outcome is not known says so, and is not tried again")
    func brokenCommit() async throws {
        let things = try await things()
        try await things.node.write(.exclusive) { transaction in
            try transaction.run(
                """
                CREATE FUNCTION end_connection() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
                """)
            try transaction.run(
                """
                CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON things DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION end_connection()
                """)
        }
        let runs = Tally()
        let fault = await #expect(throws: DatabaseFault.self) {
            try await things.node.write { transaction in
                runs.add()
                try transaction.run("INSERT INTO things (id) VALUES ('a')")
            }
        }
        guard case .outcomeUnknown = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(runs.count == 1)
        #expect(try await things.node.read { try $0.run("SELECT 1 AS one").count } == 1)
    }

    @Test("a server that was stopped is a clear fault meanwhile, and used again once it is back")
    func stoppedServer() async throws {
        let things = try await things()
        let news = things.node.announcements(of: nil)
        try await PostgresCluster.shared.interrupted {
            let fault = await #expect(throws: DatabaseFault.self) {
                try await things.node.write { try $0.run("INSERT INTO things (id) VALUES ('a')") }
            }
            guard case .unavailable = fault else {
                Issue.record("\(String(describing: fault))")
                return
            }
        }
        try await things.node.write { try $0.run("INSERT INTO things (id) VALUES ('a')") }
        #expect(try await things.count() == 1)
        // Whoever watches is told that something may have been missed.
        #expect(await news.first { _ in true } == .missed)
    }

    @Test("whoever waits too long for a connection is told, and the next one gets it")
    func fullPool() async throws {
        var times = SessionTimes()
        times.queue = .milliseconds(300)
        let things = try await things(times, connections: 2)
        let node = things.node
        let held = Tally()
        let goOn = Flag()
        let holders = (0..<2).map { _ in
            Task {
                try await node.read { _ in
                    held.add()
                    return waitUntil { goOn.isRaised }
                }
            }
        }
        while held.count < 2 { await Task.yield() }
        let late = Task { try await node.write { try $0.run("INSERT INTO things (id) VALUES ('late')") } }
        try await Task.sleep(for: .milliseconds(400))
        goOn.raise()
        await #expect(throws: DatabaseFault.unavailable("No connection to PostgreSQL was free in time.")) {
            try await late.value
        }
        for holder in holders { #expect(try await holder.value) }
        try await node.write { try $0.run("INSERT INTO things (id) VALUES ('next')") }
        #expect(try await things.count() == 1)
    }

    @Test("a body that keeps its transaction open for too long, and a statement that does not end, are cut off")
    func longBodies() async throws {
        var times = SessionTimes()
        times.idleInTransaction = .milliseconds(200)
        times.statement = .milliseconds(200)
        let things = try await things(times)
        let bodies: [@Sendable (any Transaction) throws -> Void] = [
            {
                try $0.run("INSERT INTO things (id) VALUES ('a')")
                _ = waitUntil(for: .milliseconds(600)) { false }
                try $0.run("INSERT INTO things (id) VALUES ('b')")
            },
            { try $0.run("SELECT 1 AS one FROM pg_sleep(5)") },
        ]
        for body in bodies {
            let fault = await #expect(throws: DatabaseFault.self) { try await things.node.write(body) }
            guard case .unavailable = fault else {
                Issue.record("\(String(describing: fault))")
                continue
            }
        }
        #expect(try await things.count() == 0)
    }

    @Test("two transactions that wait for each other both happen")
    func deadlock() async throws {
        let things = try await things()
        let node = things.node
        try await node.write { try $0.run("INSERT INTO things (id, number) VALUES ('a', 0), ('b', 0)") }
        let met = Tally()
        let crosswise: @Sendable (String, String) async throws -> Void = { first, second in
            try await node.write(.guarded) { transaction in
                try transaction.run("UPDATE things SET number = number + 1 WHERE id = \(first)")
                met.add()
                _ = waitUntil { met.count >= 2 }
                try transaction.run("UPDATE things SET number = number + 1 WHERE id = \(second)")
            }
        }
        async let one: Void = crosswise("a", "b")
        async let other: Void = crosswise("b", "a")
        _ = try await (one, other)
        let numbers = try await node.read { transaction in
            try transaction.run("SELECT number FROM things").map { try $0.integer("number") }
        }
        #expect(numbers == [2, 2])
    }

    @Test("what the server answers is told apart, and no fault holds a value")
    func words() async throws {
        let node = try await things().node
        let told: [(SQL.Statement, DatabaseFault)] = [
            (
                "INSERT INTO things (id, number) VALUES ('a', \("canary"))",
                .refusedStatement("PostgreSQL answered 22P02.")
            ),
            (
                "SELECT id FROM things WHERE nowhere = \("canary")",
                .refusedStatement("column \"nowhere\" does not exist")
            ),
            ("INSERT INTO things (id) VALUES (\(String?.none))", .constraint("id of things")),
        ]
        for (statement, fault) in told {
            await #expect(throws: fault) { try await node.write { try $0.run(statement) } }
        }
        await #expect(throws: DatabaseFault.full) {
            try await node.write {
                try $0.run("DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''53100'', MESSAGE = ''canary''; END'")
            }
        }
    }

    @Test("a body that goes on after a fault is undone all the same")
    func swallowed() async throws {
        let things = try await things()
        await #expect(throws: DatabaseFault.self) {
            try await things.node.write { transaction in
                try transaction.run("INSERT INTO things (id) VALUES ('a')")
                _ = try? transaction.run("INSERT INTO things (id) VALUES ('a')")
            }
        }
        #expect(try await things.count() == 0)
    }
}
