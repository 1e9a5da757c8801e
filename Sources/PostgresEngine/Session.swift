internal import SQL

/// The place of one thread at the server: its connection, opened when needed and anew after a loss.
final class Session {
    private let opening: Opening
    private var connection: Connection?

    init(_ opening: Opening) {
        self.opening = opening
    }

    /// The connection, with no transaction open.
    func connected() throws(DatabaseFault) -> Connection {
        if let connection, connection.isUsable { return connection }
        connection = nil
        let opened = try opening.connect()
        connection = opened
        return opened
    }

    /// Drops the connection; the next transaction opens another.
    func disconnect() { connection = nil }
}
