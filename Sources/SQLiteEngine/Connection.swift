internal import GRDB
internal import GRDBSQLite
internal import SQL

/// One open SQLite connection with its prepared statements, used by one thread at a time.
///
/// GRDB opens it, sets it up and closes it. Its queue is not used beyond that, since a hop to another thread costs several
/// times what a statement does, nor are its observers and bookkeeping, which nothing of ours needs.
final class Connection {
    /// A statement that SQLite has compiled, and what its answers' columns are called.
    private struct Prepared {
        let pointer: OpaquePointer
        let columns: ColumnNames
    }

    /// Only lists of varying length bring forth this many; then all are compiled anew.
    private static let mostPrepared = 512

    private let queue: DatabaseQueue
    let handle: OpaquePointer
    private var prepared: [StatementShape: Prepared] = [:]

    init(_ queue: DatabaseQueue) throws(DatabaseFault) {
        self.queue = queue
        guard let handle = queue.unsafeReentrantWrite({ $0.sqliteConnection }) else {
            throw .unavailable("The database is closed.")
        }
        self.handle = handle
        // GRDB's observers expect its own queue, and what it notes while a statement is compiled takes longer than compiling.
        sqlite3_commit_hook(handle, nil, nil)
        sqlite3_rollback_hook(handle, nil, nil)
        sqlite3_set_authorizer(handle, nil, nil)
    }

    /// False once SQLite has rolled back by itself, as it does when the disk is full.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Closes the connection. Nothing may be run on it afterwards.
    func close() throws {
        forgetPrepared()
        try queue.close()
    }

    deinit { forgetPrepared() }

    /// Runs one statement to its end and returns its rows.
    func run(_ statement: Statement) throws(DatabaseFault) -> [Row] {
        let values = try statement.storableValues()
        let prepared = try prepare(statement)
        defer {
            sqlite3_reset(prepared.pointer)
            sqlite3_clear_bindings(prepared.pointer)
        }
        var index: CInt = 0
        for value in values {
            index += 1
            let code = bind(value, to: prepared.pointer, at: index)
            guard code == SQLITE_OK else { throw fault(code) }
        }
        return try rows(of: prepared)
    }

    /// Runs one statement that changes rows to its end; tells how many it changed.
    func change(_ statement: Statement) throws(DatabaseFault) -> Int64 {
        _ = try run(statement)
        return sqlite3_changes64(handle)
    }

    private func prepare(_ statement: Statement) throws(DatabaseFault) -> Prepared {
        let shape = statement.shape
        if let known = prepared[shape] { return known }
        if prepared.count >= Self.mostPrepared { forgetPrepared() }
        let new = try compile(statement.text(marker: "?"))
        prepared[shape] = new
        return new
    }

    private func compile(_ text: String) throws(DatabaseFault) -> Prepared {
        var pointer: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &pointer, nil)
        guard code == SQLITE_OK else { throw DatabaseFault(preparing: code, on: handle) }
        guard let pointer else { throw .refusedStatement("It is empty.") }
        let names = (0..<sqlite3_column_count(pointer)).map { column in
            sqlite3_column_name(pointer, column).map { String(cString: $0) } ?? ""
        }
        return Prepared(pointer: pointer, columns: ColumnNames(names))
    }

    private func forgetPrepared() {
        for statement in prepared.values { sqlite3_finalize(statement.pointer) }
        prepared = [:]
    }

    private func bind(_ value: SQLValue, to prepared: OpaquePointer, at index: CInt) -> CInt {
        switch value {
        case .null: return sqlite3_bind_null(prepared, index)
        case .integer(let integer): return sqlite3_bind_int64(prepared, index, integer)
        case .text(var text):
            let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            return text.withUTF8 { bytes in
                guard let length = CInt(exactly: bytes.count) else { return SQLITE_TOOBIG }
                // A null pointer would bind null, not the empty text.
                guard let start = bytes.baseAddress else { return sqlite3_bind_text(prepared, index, "", 0, copied) }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    sqlite3_bind_text(prepared, index, $0, length, copied)
                }
            }
        }
    }

    private func rows(of prepared: Prepared) throws(DatabaseFault) -> [Row] {
        var rows: [Row] = []
        while true {
            let code = sqlite3_step(prepared.pointer)
            if code == SQLITE_DONE { return rows }
            guard code == SQLITE_ROW else { throw fault(code) }
            var values: [SQLValue] = []
            values.reserveCapacity(prepared.columns.count)
            for column in 0..<prepared.columns.count { values.append(try value(column, of: prepared)) }
            rows.append(Row(columns: prepared.columns, values: values))
        }
    }

    private func value(_ number: Int, of prepared: Prepared) throws(DatabaseFault) -> SQLValue {
        let (pointer, column) = (prepared.pointer, CInt(truncatingIfNeeded: number))
        switch sqlite3_column_type(pointer, column) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(pointer, column) else { throw fault(SQLITE_NOMEM) }
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        default: throw .unexpectedRow(column: prepared.columns[number])
        }
    }

    func fault(_ code: CInt) -> DatabaseFault { DatabaseFault(code: code, on: handle) }
}
