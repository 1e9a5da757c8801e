/// Where rows live: SQLite or PostgreSQL. One of the five seams.
///
/// Bodies are synchronous, so that no mail, file or network call can happen while rows are locked; they may be run again
/// after a conflict, so they do nothing but SQL and pure computation. Cancelling the caller's task cancels no body.
package protocol Database: Sendable {
    /// Runs `body` on one consistent snapshot, taken by its first statement. A statement that writes is a fault.
    func read<Result: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> Result) async throws -> Result

    /// Runs `body` in one transaction and returns when its effects are durable.
    ///
    /// If `body` throws, nothing of it happened. `DatabaseFault` says when the engine failed; a body lets it through, since
    /// PostgreSQL undoes the transaction whatever the body does then. The next read sees the effects.
    @discardableResult
    func write<Result: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result

    /// What committed transactions announced of these topics (nil: of all), here and on other machines, from the moment of the
    /// call on.
    ///
    /// A listener that is thousands behind loses the oldest. `Announcement.missed` says that some may not have come; it comes
    /// whatever the topics are.
    func announcements(of topics: Set<String>?) -> AsyncStream<Announcement>

    /// Waits for what was handed in, then lets go of file or server. Later reads and writes are refused.
    func close() async throws

    /// What the engine did since it was opened.
    var figures: EngineFigures { get }
}

extension Database {
    /// Runs `body` in one serialisable transaction and returns when its effects are durable.
    @discardableResult
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await write(.serialisable, body)
    }
}

/// The open transaction that a body of `read` or `write` is given. Not for keeping beyond the body.
package protocol Transaction {
    /// Runs one statement and returns its rows (those of `RETURNING` for a change).
    @discardableResult
    func run(_ statement: Statement) throws -> [Row]

    /// Runs one statement that changes rows, and tells how many it changed.
    func change(_ statement: Statement) throws -> Int64

    /// Tells listeners that something changed, if and when this transaction commits.
    func announce(_ announcement: Announcement)
}

/// A short message to whoever watches the database, on this machine or another: what kind of thing changed, and which.
package struct Announcement: Hashable, Sendable {
    package let topic: String
    package let subject: String

    package init(topic: StaticString, subject: String) {
        self.init(heard: topic.description, subject: subject)
    }

    /// One that came from another machine.
    package init(heard topic: String, subject: String) {
        self.topic = topic
        self.subject = subject
    }

    /// Some announcements may have been lost: whoever watches looks at everything anew.
    package static let missed = Announcement(topic: "missed", subject: "")
}
