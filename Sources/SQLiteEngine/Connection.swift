internal import GRDB
internal import GRDBSQLite
internal import SQL

/// One open SQLite connection, used only on the queue that owns it.
///
/// GRDB opens it, keeps its queue and its prepared statements; they are bound and stepped here, without GRDB's
/// observers and bookkeeping, which nothing of ours needs.
struct Connection {
    private let database: GRDB.Database
    let handle: OpaquePointer

    init(_ database: GRDB.Database) throws(DatabaseFault) {
        guard let handle = database.sqliteConnection else { throw .unavailable("The database is closed.") }
        self.database = database
        self.handle = handle
    }

    /// False once SQLite has rolled back by itself, as it does when the disk is full.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs one statement to its end and returns its rows.
    func run(_ statement: Statement) throws(DatabaseFault) -> [Row] {
        let values = try statement.storableValues()
        let prepared = try prepare(statement.text(marker: "?"))
        defer {
            sqlite3_reset(prepared)
            sqlite3_clear_bindings(prepared)
        }
        for (value, index) in zip(values, CInt(1)...) {
            let code = bind(value, to: prepared, at: index)
            guard code == SQLITE_OK else { throw fault(code) }
        }
        return try rows(of: prepared)
    }

    private func prepare(_ text: String) throws(DatabaseFault) -> OpaquePointer {
        do {
            return try database.cachedStatement(sql: text).sqliteStatement
        } catch let error as DatabaseError {
            throw DatabaseFault(preparing: error)
        } catch {
            throw .unavailable("A statement could not be prepared.")
        }
    }

    private func bind(_ value: SQLValue, to prepared: OpaquePointer, at index: CInt) -> CInt {
        switch value {
        case .null: return sqlite3_bind_null(prepared, index)
        case .integer(let integer): return sqlite3_bind_int64(prepared, index, integer)
        case .text(let text):
            guard let length = CInt(exactly: text.utf8.count) else { return SQLITE_TOOBIG }
            let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            return sqlite3_bind_text(prepared, index, text, length, copied)
        }
    }

    private func rows(of prepared: OpaquePointer) throws(DatabaseFault) -> [Row] {
        var rows: [Row] = []
        var columns: [String] = []
        while true {
            let code = sqlite3_step(prepared)
            if code == SQLITE_DONE { return rows }
            guard code == SQLITE_ROW else { throw fault(code) }
            if rows.isEmpty { columns = names(of: prepared) }
            var values: [SQLValue] = []
            values.reserveCapacity(columns.count)
            for (column, name) in zip(CInt(0)..., columns) {
                values.append(try value(column, of: prepared, name: name))
            }
            rows.append(Row(columns: columns, values: values))
        }
    }

    private func names(of prepared: OpaquePointer) -> [String] {
        (0..<sqlite3_column_count(prepared)).map { column in
            sqlite3_column_name(prepared, column).map { String(cString: $0) } ?? ""
        }
    }

    private func value(_ column: CInt, of prepared: OpaquePointer, name: String) throws(DatabaseFault) -> SQLValue {
        switch sqlite3_column_type(prepared, column) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(prepared, column))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(prepared, column) else { throw fault(SQLITE_NOMEM) }
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(prepared, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        default: throw .unexpectedRow(column: name)
        }
    }

    func fault(_ code: CInt) -> DatabaseFault { DatabaseFault(code: code, on: handle) }
}
