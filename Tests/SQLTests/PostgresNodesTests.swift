import PostgresEngine
import SQL
import TestSupport
import Testing

/// Several processes on one database, and what has to hold of it before any of them begins.
@Suite("ST-05: PostgreSQL for many nodes")
struct PostgresNodesTests {
    @Test("what one node announces every node hears once, however much it is")
    func announcements() async throws {
        let fresh = try await TestDatabase(.postgres)
        let other = try await fresh.otherNode()
        let streams = [fresh.database.announcements(of: nil), other.announcements(of: nil)]
        try await other.write { transaction in
            for number in 0..<2_000 {
                transaction.announce(Announcement(topic: "delivery", subject: "a subject of some length \(number)"))
            }
        }
        try await fresh.database.write { $0.announce(Announcement(topic: "end", subject: "")) }
        for stream in streams {
            var heard: [Announcement] = []
            for await announcement in stream {
                heard.append(announcement)
                if heard.count == 2_001 { break }
            }
            let subjects = heard.filter { $0.topic == "delivery" }.map(\.subject)
            #expect(subjects == (0..<2_000).map { "a subject of some length \($0)" })
        }
        await other.close()
    }

    @Test("a line without news is asked whether it stands, and goes on; one that broke is replaced")
    func quietLine() async throws {
        let fresh = try await TestDatabase(.postgres)
        var times = SessionTimes()
        times.silence = .milliseconds(10)
        let other = try await fresh.otherNode(times: times)
        let news = other.announcements(of: nil)
        try await Task.sleep(for: .seconds(1))
        let first = Announcement(topic: "delivery", subject: "1")
        try await fresh.database.write { $0.announce(first) }
        #expect(await news.first { _ in true } == first)
        let again = other.announcements(of: nil)
        _ = try await fresh.database.read { transaction in
            try transaction.run(
                """
                SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
        }
        #expect(await again.first { _ in true } == .missed)
        await other.close()
    }

    @Test("ST-05: of two nodes that start at once, one builds the schema")
    func migrations() async throws {
        let fresh = try await TestDatabase(.postgres)
        let nodes = [fresh.database, try await fresh.otherNode()]
        let steps = Migrator([Migration(1, "people", ["CREATE TABLE people (id TEXT PRIMARY KEY)"])])
        let builders = try await raceOfSixteen { runner -> Int? in
            try await steps.migrate(nodes[runner % 2], now: 0).isEmpty ? nil : runner
        }
        #expect(builders.count == 1)
        for node in nodes { #expect(try await steps.pending(node).isEmpty) }
        #expect(try await steps.hasBegun(nodes[1]))
    }

    @Test("ST-05: a database of another program is refused and not touched")
    func foreign() async throws {
        let fresh = try await TestDatabase(.postgres)
        try await fresh.database.write { try $0.run("CREATE TABLE invoices (id BIGINT)") }
        let fault = await #expect(throws: DatabaseFault.self) { try await fresh.otherNode() }
        guard case .foreignSchema = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test("a server that may lose what it acknowledged is refused where that counts, and noted elsewhere")
    func durability() async throws {
        let fresh = try await TestDatabase(.postgres)
        let url = try await PostgresCluster.shared.url(fresh.name)
        await expectRefusal(of: url, "fsync")
        let notes = Tally()
        let node = try await PostgresDatabase.open(url, durability: .asConfigured) { _ in notes.add() }
        #expect(notes.count == 1)
        await node.close()
    }

    @Test("a database that cannot hold every text is refused")
    func encoding() async throws {
        let name = "ascii"
        try await PostgresCluster.shared.ask(
            "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
        await expectRefusal(of: try await PostgresCluster.shared.url(name), "UTF8")
    }

    @Test("MH-02: neither a wrong URL nor a server that is not there brings the password to light")
    func secrets() async throws {
        for wrong in [
            "mysql://u:canary@h/d", "postgres://u:canary@[h/d", "postgres://u:canary@h/d?nosuch=canary",
            "postgres://u:canary/1@h/d", "postgres://u:1/canary@h/d", "postgres://u:1@canary@h/d",
        ] {
            #expect {
                _ = try DatabaseURL(reading: wrong)
            } throws: {
                $0 is DatabaseFault && !"\($0)".contains("canary")
            }
        }
        let url = try DatabaseURL(reading: "postgres://u:canary@127.0.0.1:1/d")
        #expect(!"\(url) \(String(reflecting: url))".contains("canary"))
        await expectRefusal(of: url, "cannot be reached")
    }

    @Test("a closed database refuses, after what was handed in")
    func closed() async throws {
        let fresh = try await TestDatabase(.postgres)
        let node = try await fresh.otherNode()
        async let last: Void = node.write { try $0.run("CREATE TABLE last (id BIGINT)") }
        _ = try await last
        await node.close()
        await #expect(throws: DatabaseFault.unavailable("The database is closed.")) {
            try await node.read { try $0.run("SELECT 1 AS one").count }
        }
        await node.close()
    }

    private func expectRefusal(of url: DatabaseURL, _ word: String) async {
        await #expect {
            _ = try await PostgresDatabase.open(url) { _ in }
        } throws: {
            "\($0)".contains(word) && !"\($0)".contains("canary") && $0 is DatabaseFault
        }
    }
}
