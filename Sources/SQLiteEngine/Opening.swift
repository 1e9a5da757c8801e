internal import GRDB
internal import Glibc
internal import SQL

/// How our connections are opened, and the proof that they are what durability needs.
enum Opening {
    /// Milliseconds. Only a tool of the operator can hold a lock of ours.
    static let busyTimeout: CInt = 5_000
    /// "CCou" in the file's header: tells our file from any other SQLite file.
    private static let applicationID: Int64 = 0x4343_6f75

    /// The writer: creates the file, readable by its owner alone, and its write-ahead log.
    static func writer(at path: String) throws(DatabaseFault) -> sending Connection {
        try createPrivately(path)
        var configuration = common
        configuration.label = "database writer"
        configuration.prepareDatabase { database in
            for setting in Self.writerSettings { try database.execute(sql: setting) }
        }
        let connection = try opened(path, configuration)
        do {
            try check(connection)
            try mark(connection)
            return connection
        } catch {
            throw DatabaseFault(opening: error)
        }
    }

    /// A connection that cannot write, nor checkpoint when it is closed.
    static func reader(at path: String) throws(DatabaseFault) -> sending Connection {
        var configuration = common
        configuration.label = "database reader"
        configuration.readonly = true
        configuration.prepareDatabase { database in
            for setting in Self.commonSettings { try database.execute(sql: setting) }
        }
        return try opened(path, configuration)
    }

    private static func opened(
        _ path: String, _ configuration: Configuration
    ) throws(DatabaseFault) -> sending Connection {
        let queue: DatabaseQueue
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw DatabaseFault(opening: error)
        }
        return try Connection(queue)
    }

    private static var common: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Double(busyTimeout) / 1_000)
        // After a failed COMMIT that even ROLLBACK does not end, the writer stops; the process must not.
        configuration.allowsUnsafeTransactions = true
        return configuration
    }

    /// Sorting stays in memory: plain text of rows is not written beside the database.
    private static let commonSettings = [
        "PRAGMA mmap_size = 0", "PRAGMA temp_store = MEMORY", "PRAGMA trusted_schema = OFF",
    ]

    private static let writerSettings =
        ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA wal_autocheckpoint = 0"] + commonSettings

    private static func check(_ connection: Connection) throws {
        let isDurable =
            try text("PRAGMA journal_mode", "journal_mode", connection) == "wal"
            && number("PRAGMA synchronous", "synchronous", connection) == 2
            && number("PRAGMA foreign_keys", "foreign_keys", connection) == 1
            && number("PRAGMA wal_autocheckpoint", "wal_autocheckpoint", connection) == 0
        guard isDurable else {
            throw DatabaseFault.unavailable("SQLite did not take the settings without which data could be lost.")
        }
    }

    /// Refuses another program's file, and marks a new one as ours. An old one is not written to: the disk may be full.
    private static func mark(_ connection: Connection) throws {
        let id = try number("PRAGMA application_id", "application_id", connection)
        guard id != applicationID else { return }
        guard try id == 0 && number("SELECT COUNT(*) AS count FROM sqlite_schema", "count", connection) == 0 else {
            throw DatabaseFault.foreignSchema("The database file belongs to another program.")
        }
        _ = try connection.run("BEGIN IMMEDIATE")
        _ = try connection.run("PRAGMA application_id = 0x43436f75")
        _ = try connection.run("COMMIT")
    }

    private static func number(
        _ question: Statement, _ column: StaticString, _ connection: Connection
    ) throws -> Int64? {
        try connection.run(question).first?.integer(column)
    }

    private static func text(
        _ question: Statement, _ column: StaticString, _ connection: Connection
    ) throws -> String? {
        try connection.run(question).first?.text(column)
    }

    private static func createPrivately(_ path: String) throws(DatabaseFault) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unavailable("The database file cannot be opened: error \(errno).") }
        close(descriptor)
    }
}
