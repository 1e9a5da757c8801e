internal import SQL

/// What one body sees of the connection while its transaction or savepoint is open.
final class SQLiteTransaction: Transaction {
    private let connection: Connection
    private(set) var announcements: [Announcement] = []
    /// The last fault of the engine in this body, known even if the body went on after it.
    private(set) var fault: DatabaseFault?

    init(_ connection: Connection) {
        self.connection = connection
    }

    func run(_ statement: Statement) throws -> [Row] {
        try noting { (connection) throws(DatabaseFault) in try connection.run(statement) }
    }

    func change(_ statement: Statement) throws -> Int64 {
        try noting { (connection) throws(DatabaseFault) in try connection.change(statement) }
    }

    private func noting<Result>(_ body: (Connection) throws(DatabaseFault) -> Result) throws -> Result {
        // Without this a body that goes on after SQLite rolled back would commit each further statement by itself.
        guard connection.isInTransaction else { throw fault ?? .stopped("The transaction is no longer open.") }
        do {
            return try body(connection)
        } catch {
            fault = error
            throw error
        }
    }

    func announce(_ announcement: Announcement) {
        announcements.append(announcement)
    }
}
