import Domain
import SQL
import TestSupport
import Testing

@testable import Actions

@Suite("Signs of life")
struct VitalsTests {
    private func look(_ test: TestInstallation, reserve: Int64 = 0, folder: String? = nil) async {
        await WatchVitals(test.installation, folder: folder ?? test.folder.path, diskReserve: reserve).look()
    }

    private func bad(_ test: TestInstallation) -> [HealthCheck.Name] {
        let vitals = test.installation.vitals
        return vitals.checks(at: test.installation.uptime()).filter { !$0.isGood }.map(\.name)
    }

    @Test(
        "OP-07: before the first look the process is not ready; after it, it is, as long as looks go on",
        arguments: Engine.all)
    func ready(engine: Engine) async throws {
        let test = try await TestInstallation(engine)
        #expect(bad(test) == [.watch])
        test.installation.vitals.outboxIsAlive(at: test.installation.uptime())
        await look(test)
        #expect(bad(test) == [])
        test.world.pass(.seconds(29))
        #expect(bad(test) == [])
        test.world.pass(.seconds(1))
        #expect(bad(test) == [.watch])
    }

    @Test("OP-07: a worker that is gone, a mail that waits, a full disk and a process that leaves are each named")
    func causes() async throws {
        let test = try await TestInstallation()
        await look(test)
        #expect(bad(test) == [.outbox])
        test.installation.vitals.outboxIsAlive(at: test.installation.uptime())
        await look(test, reserve: .max)
        #expect(bad(test) == [.disk])
        await look(test, folder: "/nowhere")
        #expect(bad(test) == [.disk])
        let file = try await test.sentFile()
        _ = try await test.send(file.update, to: [file.contact], by: file.viewer, verification: true)
        test.world.pass(.minutes(15))
        test.installation.vitals.outboxIsAlive(at: test.installation.uptime())
        await look(test)
        #expect(bad(test) == [.outbox])
        await test.deliverMail()
        await look(test)
        #expect(bad(test) == [])
        test.installation.vitals.leave()
        #expect(bad(test) == [.process])
    }

    @Test("OP-07: a database that fails is named with its fault and hides nothing else")
    func failingDatabase() async throws {
        let test = try await TestInstallation()
        let good = test.installation
        let failing = Installation(
            organisation: good.organisation, database: BrokenDatabase(), blobs: good.blobs, keys: good.keys,
            world: good.world, passwords: good.passwords)
        failing.vitals.outboxIsAlive(at: failing.uptime())
        await WatchVitals(failing, folder: "/tmp", diskReserve: 0).look()
        let checks = failing.vitals.checks(at: failing.uptime())
        #expect(checks.filter { !$0.isGood }.map(\.name) == [.database, .schema])
        #expect(checks.first { $0.name == .database }?.sentence == "The disk is full.")
        // Its folder goes when the last reference goes.
        withExtendedLifetime(test) {}
    }

    @Test("The figures agree with what happened")
    func figures() async throws {
        let test = try await TestInstallation()
        let file = try await test.sentFile()
        _ = try await test.send(file.update, to: [file.contact], by: file.viewer, verification: true)
        let before = test.installation.figures.total(.mail(.accepted))
        let mails = await test.deliverMail()
        #expect(test.installation.figures.total(.mail(.accepted)) == before + Int64(mails.count) && !mails.isEmpty)
        test.installation.vitals.outboxIsAlive(at: test.installation.uptime())
        await look(test)
        var page = Exposition()
        test.installation.addFigures(to: &page)
        #expect(page.text.contains("casecourier_mails_total{outcome=\"accepted\"} \(before + Int64(mails.count))\n"))
        #expect(page.text.contains("casecourier_ready 1\n"))
        #expect(page.text.contains("casecourier_outbox_letters{state=\"due\"} 0\n"))
    }
}

/// A database that has no room for anything.
private struct BrokenDatabase: Database {
    func read<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        throw DatabaseFault.full
    }

    func write<Result: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        throw DatabaseFault.full
    }

    func announcements(of topics: Set<String>?) -> AsyncStream<Announcement> { AsyncStream { $0.finish() } }

    func close() async throws {}
}
