import Domain
import Logging
import SQL
import ServiceLifecycle
import Synchronization

/// The ends of transfers on their way into the history.
///
/// Whoever fetched a file need not wait until its end is durable, and those that end together are one transaction. What
/// cannot be written now is tried again: only a crash in between loses an end, as it did when the bytes had gone out and the
/// row had not been written.
package final class EndedTransfers: Service {
    private enum State {
        /// Nobody would write them.
        case idle
        case running([EndedTransfer])
    }

    private static let mostWaiting = 1024
    private static let mostTogether = 64

    private let database: any Database
    private let notifier: Notifier
    private let logger: Logger
    private let state = Mutex(State.idle)
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    init(database: any Database, notifier: Notifier, logger: Logger = Logger(label: "downloads")) {
        self.database = database
        self.notifier = notifier
        self.logger = logger
        (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Whether ends are taken over at present.
    package var isRunning: Bool { state.withLock { if case .running = $0 { true } else { false } } }

    /// Takes an end over to be written; false where the caller has to write it, because too many wait or nobody writes them.
    func take(_ end: EndedTransfer) -> Bool {
        let isTaken = state.withLock { state in
            guard case .running(let waiting) = state, waiting.count < Self.mostWaiting else { return false }
            state = .running(waiting + [end])
            return true
        }
        if isTaken { signal.yield() }
        return isTaken
    }

    /// Writes what was taken over, until the service is told to stop and nothing waits any more.
    package func run() async throws {
        state.withLock { $0 = .running([]) }
        await withGracefulShutdownHandler {
            for await _ in signals { await writeAll() }
        } onGracefulShutdown: { [signal] in
            signal.finish()
        }
        let left = state.withLock { state in
            guard case .running(let waiting) = state else { return [EndedTransfer]() }
            state = .idle
            return waiting
        }
        for start in stride(from: 0, to: left.count, by: Self.mostTogether) {
            await write(Array(left[start..<min(start + Self.mostTogether, left.count)]))
        }
    }

    private func writeAll() async {
        while case let batch = next(), !batch.isEmpty { await write(batch) }
    }

    private func next() -> [EndedTransfer] {
        state.withLock { state in
            guard case .running(let waiting) = state else { return [] }
            state = .running(Array(waiting.dropFirst(Self.mostTogether)))
            return Array(waiting.prefix(Self.mostTogether))
        }
    }

    private func write(_ batch: [EndedTransfer]) async {
        do {
            try await database.write(.guarded) { transaction in
                for end in batch { try end.write(telling: self.notifier, in: transaction) }
            }
        } catch {
            for end in batch { await writeAlone(end) }
        }
    }

    /// Tries for as long as the disk is full or the database away; what is wrong for another reason stays wrong.
    private func writeAlone(_ end: EndedTransfer) async {
        var wasTold = false
        while true {
            do {
                return try await database.write(.guarded) { try end.write(telling: self.notifier, in: $0) }
            } catch {
                let fault: Logger.Metadata = ["fault": "\(WorldFault.words(for: error))"]
                if !WorldFault(error).mayPass || isOver {
                    return logger.error("the end of a transfer was lost", metadata: fault)
                }
                if !wasTold { logger.warning("the end of a transfer waits to be written", metadata: fault) }
                wasTold = true
            }
            // Cut short, it tries once more and tells how that ended.
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private var isOver: Bool { Task.isShuttingDownGracefully || Task.isCancelled || !isRunning }
}
