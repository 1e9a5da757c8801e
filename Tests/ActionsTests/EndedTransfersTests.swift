import Actions
import Domain
import SQL
import Synchronization
import TestSupport
import Testing

@Suite struct EndedTransfersTests {
    /// A file on its way to somebody who was let in, over a database that can be away.
    private func begun(_ engine: Engine) async throws -> (
        TestInstallation, SentFile, Installation, SometimesAway, FileTransfer
    ) {
        let test = try await TestInstallation(engine)
        let file = try await test.sentFile([UInt8](repeating: 7, count: 200_000))
        var browser = Browser(test)
        try await browser.enter(file.token, as: "ana@client.example")
        let whole = test.installation
        let away = SometimesAway(whole.database)
        let installation = Installation(
            organisation: whole.organisation, database: away, blobs: whole.blobs, keys: whole.keys, world: whole.world,
            passwords: whole.passwords)
        guard case .file(let found) = try await installation.findDownload(file.token, by: browser.visitor),
            case .transfer(let transfer) = try await installation.beginDownload(
                found, range: 0..<200_000, by: browser.visitor)
        else { throw Browser.Refused() }
        return (test, file, installation, away, transfer)
    }

    @Test(
        "N-08: the end of a download is written behind the reader's back, once, with the moment it came",
        arguments: Engine.all)
    func behind(_ engine: Engine) async throws {
        let (test, file, installation, _, transfer) = try await begun(engine)
        let service = Task { try await installation.ends.run() }
        defer { service.cancel() }
        try await eventually { installation.ends.isRunning }
        let ended = test.world.now()
        for _ in 0..<200 { try await transfer.finish(served: 200_000) }
        test.world.pass(.minutes(1))
        try await eventually { try await test.events(file).contains(.downloadCompleted) }
        service.cancel()
        try await service.value
        let completed = try await test.history(file).tracked.events.filter { $0.kind == .downloadCompleted }
        #expect(completed.map(\.at) == [ended])
    }

    @Test(
        "N-08: whatever waits when the server stops is written first; afterwards nobody waits for it",
        arguments: Engine.all)
    func stopped(_ engine: Engine) async throws {
        let (test, file, installation, _, transfer) = try await begun(engine)
        let service = Task { try await installation.ends.run() }
        try await eventually { installation.ends.isRunning }
        try await transfer.finish(served: 100)
        service.cancel()
        try await service.value
        #expect(try await test.events(file).last == .downloadAborted)
        try await transfer.finish(served: 200_000)
        #expect(try await test.events(file).last == .downloadCompleted)
    }

    @Test(
        "N-08: while the database is away the end of a download waits, and is written when it is back",
        arguments: Engine.all)
    func away(_ engine: Engine) async throws {
        let (test, file, installation, away, transfer) = try await begun(engine)
        let service = Task { try await installation.ends.run() }
        defer { service.cancel() }
        try await eventually { installation.ends.isRunning }
        away.isAway = true
        try await transfer.finish(served: 200_000)
        try await eventually { away.refusals >= 3 }
        #expect(try await test.events(file).last == .downloadStarted)
        away.isAway = false
        try await eventually { try await test.events(file).last == .downloadCompleted }
    }
}

/// A database that can be made to refuse every write.
private final class SometimesAway: Database {
    private let base: any Database
    private let state = Mutex((isAway: false, refusals: 0))

    init(_ base: any Database) { self.base = base }

    var isAway: Bool {
        get { state.withLock { $0.isAway } }
        set { state.withLock { $0.isAway = newValue } }
    }

    var refusals: Int { state.withLock { $0.refusals } }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await base.read(body)
    }

    @discardableResult
    func write<Result: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        let refuses = state.withLock { state in
            if state.isAway { state.refusals += 1 }
            return state.isAway
        }
        if refuses { throw DatabaseFault.unavailable("The database is away.") }
        return try await base.write(isolation, body)
    }

    func announcements(of topics: Set<String>?) -> AsyncStream<Announcement> { base.announcements(of: topics) }

    func close() async throws { try await base.close() }
}
