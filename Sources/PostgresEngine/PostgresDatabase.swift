package import SQL
internal import Synchronization

/// Rows in a PostgreSQL database, which any number of processes on any number of machines use at the same time.
///
/// Bodies run on threads of their own, each with one connection; those that find none free wait in a queue. A body may be run
/// again: after a conflict until a deadline, and once after a connection was lost before its commit. A commit whose outcome is
/// not known is reported as that and never repeated. Cancelling the caller's task does not cancel a body.
package final class PostgresDatabase: SQL.Database {
    private let workers: Workers
    private let listener: Listener
    private let payloads: Payloads
    private let times: SessionTimes
    private let streams = AnnouncementStreams()
    private let counted = Mutex(EngineFigures())

    private init(_ opening: Opening, connections: Int) {
        precondition(connections > 1, "A database needs a connection for writing while another reads.")
        times = opening.limits
        payloads = Payloads(node: String(UInt64.random(in: .min ... .max), radix: 36))
        workers = Workers(most: connections, opening: opening)
        listener = Listener(opening: opening, payloads: payloads, streams: streams)
    }

    /// Connects, checks server and database, and listens for other nodes.
    ///
    /// `note` is given the server's notices, a line each. A server that may lose what it acknowledged is refused where
    /// `durability` is required.
    package static func open(
        _ url: DatabaseURL, connections: Int = 10, durability: Durability = .required, times: SessionTimes = .init(),
        note: @escaping @Sendable (String) -> Void
    ) async throws -> PostgresDatabase {
        let notices = NoticeLog(note)
        let database = PostgresDatabase(
            Opening(url: url, limits: times, notices: notices), connections: connections)
        do {
            try await database.answer { session in
                try ServerCheck(connection: session.connected(), durability: durability).run(noting: notices)
            }
            try await database.listener.start()
        } catch {
            await database.workers.close()
            throw error
        }
        return database
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        let (payloads, times) = (payloads, times)
        return try await answer { session in
            try TransactionRun(kind: .read, payloads: payloads, times: times, body: body).perform(on: session).result
        }
    }

    @discardableResult
    package func write<Result: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        let (payloads, times) = (payloads, times)
        return try await answer { session in
            let run = TransactionRun(kind: .write(isolation), payloads: payloads, times: times, body: body)
            let (result, announcements, effort) = try run.perform(on: session)
            self.count(effort)
            self.streams.publish(announcements)
            return result
        }
    }

    package func announcements(of topics: Set<String>?) -> AsyncStream<Announcement> {
        streams.stream(of: topics)
    }

    package var figures: EngineFigures { counted.withLock { $0 } }

    private func count(_ effort: TransactionEffort) {
        counted.withLock { figures in
            figures.bodies += 1
            figures.transactions += 1
            figures.committing += effort.committing
            figures.retries += Int64(effort.retries)
        }
    }

    package func close() async {
        await workers.close()
        await listener.close()
        streams.finish()
    }

    private func answer<Result: Sendable>(
        _ work: @escaping @Sendable (Session) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            workers.submit(
                WaitingBody(
                    run: { session in continuation.resume(with: Swift.Result { try work(session) }) },
                    refuse: { continuation.resume(throwing: $0) },
                    latest: ContinuousClock.now + times.queue))
        }
    }
}
