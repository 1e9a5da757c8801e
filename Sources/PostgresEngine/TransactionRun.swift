internal import Glibc
internal import SQL

/// What a committed body cost beyond its own work.
struct TransactionEffort: Sendable {
    /// Times that it ran again.
    let retries: Int
    let committing: Duration
}

/// One body on its way through the server: begun, run, committed, and run again where another was in its way.
struct TransactionRun<Result> {
    enum Kind {
        case read
        case write(Isolation)
    }

    let kind: Kind
    let payloads: Payloads
    let times: SessionTimes
    let body: (any Transaction) throws -> Result

    /// How one try ended.
    private enum End {
        case done(Result, [Announcement], committing: Duration)
        case failed(any Error)
        /// Nothing of it happened, for a reason that may be gone at the next try.
        case refused(ServerFault)
    }

    /// Returns once the effects are durable. Sleeps on this thread between tries.
    func perform(
        on session: Session
    ) throws -> (result: Result, announcements: [Announcement], effort: TransactionEffort) {
        let clock = ContinuousClock()
        let end = clock.now + times.conflicts
        var losses = 0
        var (secondKeys, stalePlans) = (0, 0)
        var tries = 0
        while true {
            switch try attempt(on: session) {
            case .done(let result, let announcements, let committing):
                return (result, announcements, TransactionEffort(retries: tries, committing: committing))
            case .failed(let error): throw error
            case .refused(let refusal):
                tries += 1
                if refusal.isLoss { losses += 1 }
                if refusal.isSecondKey { secondKeys += 1 }
                if refusal.isStalePlan { stalePlans += 1 }
                guard losses < 2, secondKeys < 3, stalePlans < 3 else { throw refusal.fault }
                guard clock.now < end else {
                    throw DatabaseFault.unavailable("Other changes were in the way for \(times.conflicts).")
                }
                if !refusal.isLoss { pause(after: tries) }
            }
        }
    }

    private func attempt(on session: Session) throws(DatabaseFault) -> End {
        let connection = try session.connected()
        do {
            try open(on: connection)
        } catch {
            session.disconnect()
            return end(error, on: connection)
        }
        let transaction = PostgresTransaction(connection)
        let result: Result
        do {
            result = try body(transaction)
        } catch {
            if let refusal = transaction.refusal { return undone(refusal, on: connection, of: session) }
            if (try? connection.rollBack()) == nil { session.disconnect() }
            return .failed(error)
        }
        if let refusal = transaction.refusal, isWrite { return undone(refusal, on: connection, of: session) }
        return commit(result, transaction, on: connection, of: session)
    }

    private func commit(
        _ result: Result, _ transaction: PostgresTransaction, on connection: Connection, of session: Session
    ) -> End {
        guard isWrite else {
            // In a transaction that failed before, COMMIT undoes; a read that met a fault may still answer.
            connection.leave()
            return .done(result, [], committing: .zero)
        }
        do {
            let begin = ContinuousClock.now
            let texts = payloads.texts(of: transaction.announcements)
            guard try connection.commit(telling: texts, on: Payloads.channel) == "COMMIT" else {
                return .failed(DatabaseFault.unavailable("PostgreSQL undid the transaction."))
            }
            return .done(result, transaction.announcements, committing: ContinuousClock.now - begin)
        } catch {
            guard error.isLoss else { return undone(error, on: connection, of: session) }
            session.disconnect()
            return .failed(DatabaseFault.outcomeUnknown("the connection broke during the commit."))
        }
    }

    /// Leaves the connection fit for the next transaction, or drops it.
    private func undone(_ refusal: ServerFault, on connection: Connection, of session: Session) -> End {
        if refusal.isLoss || (try? connection.rollBack()) == nil { session.disconnect() }
        return end(refusal, on: connection)
    }

    private func end(_ refusal: ServerFault, on connection: Connection) -> End {
        if refusal.isStalePlan { connection.forgetPrepared() }
        let mayPass =
            refusal.isLoss || refusal.isConflict || refusal.isStalePlan || refusal.isSecondKey && isSerialisable
        return mayPass ? .refused(refusal) : .failed(refusal.fault)
    }

    private var isWrite: Bool { if case .write = kind { true } else { false } }

    private var isSerialisable: Bool { if case .write(.serialisable) = kind { true } else { false } }

    private func open(on connection: Connection) throws(ServerFault) {
        // Whoever waits for everybody else must not have looked at anything before.
        if case .write(.exclusive) = kind { try connection.execute(begin) } else { connection.begin(begin) }
    }

    private var begin: String {
        switch kind {
        case .read: "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        case .write(.serialisable): "BEGIN ISOLATION LEVEL SERIALIZABLE, READ WRITE"
        case .write(.guarded): "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE"
        // The number is ours alone: the bytes of "CaseCour".
        case .write(.exclusive):
            """
            BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE; SET LOCAL statement_timeout = 0;
            SELECT pg_advisory_xact_lock(4855288752042374514)
            """
        }
    }

    /// Ever longer and never twice the same, so that those who met do not meet again.
    private func pause(after tries: Int) {
        usleep(UInt32.random(in: 500...(UInt32(1_000) << min(tries, 6))))
    }
}
