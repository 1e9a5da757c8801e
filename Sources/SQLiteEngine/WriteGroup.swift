internal import SQL

/// Bodies that share one transaction, each in a savepoint of its own, and one fsync.
///
/// No caller hears anything before the transaction is durable, not even of a body that failed: it may have failed because
/// of a row that another body of the group wrote.
struct WriteGroup {
    /// How a group ended.
    enum End {
        case committed([Announcement])
        /// Nothing of it is in the file, and the engine can go on.
        case undone(DatabaseFault)
        /// What is in the file is not known: the engine must stop.
        case unknown(DatabaseFault)
    }

    static let mostBodies = 256
    static let longestTime = Duration.milliseconds(5)

    private let connection: Connection
    private var answers: [@Sendable () -> Void] = []
    private var failures: [@Sendable (any Error) -> Void] = []
    private var announcements: [Announcement] = []
    /// How long the commit took.
    private(set) var committing = Duration.zero

    /// Bodies that were run.
    var count: Int { failures.count }

    init(on connection: Connection) {
        self.connection = connection
    }

    /// Runs `first` and what `next` yields until nothing waits or the group is large or old enough, then commits.
    mutating func run(_ first: WaitingWrite, next: () -> WaitingWrite?) -> End {
        let clock = ContinuousClock()
        let begin = clock.now
        var current: WaitingWrite? = first
        do {
            try execute("BEGIN IMMEDIATE")
        } catch {
            failures.append(first.fail)
            return .undone(error)
        }
        while let write = current {
            if let end = attempt(write) { return end }
            let isComplete = failures.count >= Self.mostBodies || clock.now - begin >= Self.longestTime
            current = isComplete ? nil : next()
        }
        return commit()
    }

    /// Tells every caller of the group how it ended.
    func answer(_ fault: DatabaseFault?) {
        if let fault {
            for fail in failures { fail(fault) }
        } else {
            for answer in answers { answer() }
        }
    }

    /// Runs one body; the end of the whole group if its transaction did not survive that.
    private mutating func attempt(_ write: WaitingWrite) -> End? {
        failures.append(write.fail)
        let transaction = SQLiteTransaction(connection)
        do {
            try execute("SAVEPOINT body")
            do {
                let answer = try write.attempt(transaction)
                guard connection.isInTransaction else { return lost(transaction.fault) }
                try execute("RELEASE body")
                answers.append(answer)
                announcements += transaction.announcements
            } catch let error {
                guard connection.isInTransaction else { return lost(transaction.fault) }
                try execute("ROLLBACK TO body")
                try execute("RELEASE body")
                answers.append { write.fail(error) }
            }
            return nil
        } catch {
            return abandon(because: error)
        }
    }

    /// The transaction is gone: SQLite rolled all of it back, so a full disk is no reason to stop.
    private func lost(_ fault: DatabaseFault?) -> End {
        fault == .full ? .undone(.full) : .unknown(fault ?? .unavailable("A body ended its transaction."))
    }

    private mutating func commit() -> End {
        let begin = ContinuousClock.now
        do {
            try execute("COMMIT")
            committing = ContinuousClock.now - begin
            return .committed(announcements)
        } catch {
            return abandon(because: error)
        }
    }

    /// Rolls back what is still open. A write refused for want of space came before the commit mark of the log, so
    /// nothing of the group can come back; after any other fault that is not known.
    private func abandon(because fault: DatabaseFault) -> End {
        if connection.isInTransaction { try? execute("ROLLBACK") }
        guard fault == .full, !connection.isInTransaction else {
            return .unknown(fault)
        }
        return .undone(.full)
    }

    private func execute(_ statement: Statement) throws(DatabaseFault) {
        _ = try connection.run(statement)
    }
}
