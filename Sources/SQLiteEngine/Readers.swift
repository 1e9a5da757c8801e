internal import GRDB
internal import SQL
internal import Synchronization

/// Read-only connections, each serving one body at a time on a snapshot of its own.
final class Readers: Sendable {
    typealias WaitingRead = @Sendable (Connection?) -> Void

    private struct State {
        var idle: [DatabaseQueue]
        var waiting: ArraySlice<WaitingRead> = []
    }

    private let all: [DatabaseQueue]
    private let state: Mutex<State>

    init(_ queues: [DatabaseQueue]) {
        all = queues
        state = Mutex(State(idle: queues))
    }

    func read<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            submit { connection in
                continuation.resume(with: Swift.Result { try Self.snapshot(on: connection, body) })
            }
        }
    }

    func close() throws {
        for queue in all { try queue.close() }
    }

    private static func snapshot<Result>(
        on connection: Connection?, _ body: (any Transaction) throws -> Result
    ) throws -> Result {
        guard let connection else { throw DatabaseFault.unavailable("The database is closed.") }
        _ = try connection.run("BEGIN")
        defer {
            _ = try? connection.run("COMMIT")
            if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
        }
        return try body(SQLiteTransaction(connection))
    }

    private func submit(_ read: @escaping WaitingRead) {
        let idle = state.withLock { state in
            if let queue = state.idle.popLast() { return Optional(queue) }
            state.waiting.append(read)
            return nil
        }
        idle?.asyncWriteWithoutTransaction { database in
            let connection = try? Connection(database)
            read(connection)
            while let next = self.next(of: idle) { next(connection) }
        }
    }

    /// The next body that waits, or none, and then the connection is idle.
    private func next(of queue: DatabaseQueue?) -> WaitingRead? {
        state.withLock { state in
            if let read = state.waiting.popFirst() { return read }
            state.waiting = []
            if let queue { state.idle.append(queue) }
            return nil
        }
    }
}
