internal import SQL
internal import Synchronization

/// Read-only connections, each serving one body at a time on a snapshot of its own.
///
/// A body runs on the thread that asks for it where a connection is free, and there nearly always is: there are as many as
/// threads of Swift concurrency. The statements of a page take some ten microseconds, a hop to another thread three times
/// that and more.
final class Readers: Sendable {
    private struct State {
        var idle: [Reader]
        var waiting: ArraySlice<CheckedContinuation<Reader, Never>> = []
    }

    private let all: [Reader]
    private let state: Mutex<State>

    init(count: Int, path: String) throws(DatabaseFault) {
        var readers: [Reader] = []
        for _ in 0..<count { readers.append(Reader(try Opening.reader(at: path))) }
        all = readers
        state = Mutex(State(idle: readers))
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        let reader = await free()
        defer { giveBack(reader) }
        return try reader.snapshot(body)
    }

    /// Waits for what is being read; nothing is read afterwards.
    func close() throws {
        for reader in all { try reader.close() }
    }

    private func free() async -> Reader {
        if let reader = state.withLock({ $0.idle.popLast() }) { return reader }
        return await withCheckedContinuation { continuation in
            let reader = state.withLock { state in
                if let reader = state.idle.popLast() { return Optional(reader) }
                state.waiting.append(continuation)
                return nil
            }
            if let reader { continuation.resume(returning: reader) }
        }
    }

    /// To the one who has waited longest, if anybody waits.
    private func giveBack(_ reader: Reader) {
        let next = state.withLock { state in
            if let next = state.waiting.popFirst() { return Optional(next) }
            state.waiting = []
            state.idle.append(reader)
            return nil
        }
        next?.resume(returning: reader)
    }
}

/// One read-only connection.
private final class Reader: Sendable {
    /// Nil once closed.
    private let connection: Mutex<Connection?>

    init(_ connection: sending Connection) {
        self.connection = Mutex(connection)
    }

    func snapshot<Result: Sendable>(_ body: (any Transaction) throws -> Result) throws -> Result {
        try connection.withLock { connection in
            guard let connection else { throw DatabaseFault.unavailable("The database is closed.") }
            _ = try connection.run("BEGIN")
            defer {
                _ = try? connection.run("COMMIT")
                if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
            }
            return try body(SQLiteTransaction(connection))
        }
    }

    func close() throws {
        try connection.withLock { try $0.take()?.close() }
    }
}
