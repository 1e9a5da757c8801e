internal import SQL

/// What one body sees of the connection while its transaction is open.
final class PostgresTransaction: Transaction {
    private let connection: Connection
    private(set) var announcements: [Announcement] = []
    /// Why the transaction can no longer be committed, known even if the body went on after it.
    private(set) var refusal: ServerFault?

    init(_ connection: Connection) {
        self.connection = connection
    }

    func run(_ statement: Statement) throws -> [Row] {
        try noting { (connection) throws(ServerFault) in try connection.run(statement) }
    }

    func change(_ statement: Statement) throws -> Int64 {
        try noting { (connection) throws(ServerFault) in try connection.change(statement) }
    }

    private func noting<Result>(_ body: (Connection) throws(ServerFault) -> Result) throws -> Result {
        if let refusal { throw refusal.fault }
        do {
            return try body(connection)
        } catch {
            if !error.leavesTransactionOpen { refusal = error }
            throw error.fault
        }
    }

    func announce(_ announcement: Announcement) {
        // The same news once is enough, and a send to thousands says "outbox" for each letter.
        if announcements.last != announcement { announcements.append(announcement) }
    }
}
