internal import CPostgres
internal import SQL

/// How connections to one database are opened and what has to hold on each of them.
struct Opening: Sendable {
    let url: DatabaseURL
    let limits: SessionTimes
    let notices: NoticeLog

    /// Connects, or says in a sentence why not. Waits for the server ten seconds at most.
    func connect() throws(DatabaseFault) -> Connection {
        // What the URL says comes later and wins, but for the encoding, which is ours to say.
        let parameters: [(String, String)] = [
            ("connect_timeout", "10"), ("target_session_attrs", "read-write"), ("keepalives_idle", "10"),
            ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "20000"),
            ("dbname", url.text), ("fallback_application_name", "casecourier"), ("client_encoding", "UTF8"),
        ]
        let names = CTexts(parameters.map(\.0) + [nil])
        let values = CTexts(parameters.map(\.1) + [nil])
        let handle = names.with { names in values.with { PQconnectdbParams(names, $0, 1) } }
        guard let handle else {
            throw .unavailable("There is no memory for a connection to PostgreSQL.")
        }
        let connection = Connection(handle, notices: notices)
        guard connection.isUsable else { throw Self.refusal(of: handle) }
        do {
            try connection.execute(settings)
        } catch {
            throw error.fault
        }
        return connection
    }

    /// A commit is durable when it is acknowledged, whatever the server's standard is; stronger settings of its own stay.
    private var settings: String {
        """
        SET client_min_messages = warning;
        SET statement_timeout = \(limits.statement.inMilliseconds);
        SET idle_in_transaction_session_timeout = \(limits.idleInTransaction.inMilliseconds);
        SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') IN ('off', 'local')
        """
    }

    /// libpq's words name host, user and database and never the password.
    private static func refusal(of handle: OpaquePointer) -> DatabaseFault {
        let words = String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " ")
        return .unavailable("PostgreSQL cannot be reached: \(words)")
    }
}

/// How long the server lets a session of ours be.
package struct SessionTimes: Sendable {
    /// For one statement.
    package var statement = Duration.seconds(30)
    /// For a body between two statements.
    package var idleInTransaction = Duration.seconds(30)
    /// For running a body again after conflicts.
    package var conflicts = Duration.seconds(15)
    /// For waiting until a connection is free.
    package var queue = Duration.seconds(20)
    /// For the line that brings news of other nodes, before it is asked whether it still stands.
    package var silence = Duration.seconds(10)

    package init() {}
}

extension Duration {
    var inMilliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
