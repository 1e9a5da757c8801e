internal import GRDB
internal import GRDBSQLite
internal import Glibc
internal import SQL

extension DatabaseFault {
    /// What a result code of `connection` means to us.
    ///
    /// SQLite's own sentence is passed on for constraints only, where it holds the names of columns; elsewhere it may
    /// quote a value, so the code speaks.
    init(code: CInt, on connection: OpaquePointer) {
        let primary = code & 0xff
        if primary == SQLITE_FULL || Self.isQuota(code) {
            self = .full
        } else if primary == SQLITE_CONSTRAINT {
            self = .constraint(String(cString: sqlite3_errmsg(connection)))
        } else {
            self = .unavailable(Self.words(for: code))
        }
    }

    /// What GRDB says when a connection cannot be opened.
    init(opening error: any Error) {
        guard let error = error as? DatabaseError else {
            self = error as? DatabaseFault ?? .unavailable("The database cannot be opened.")
            return
        }
        let code = error.extendedResultCode.rawValue
        self = error.resultCode == .SQLITE_FULL ? .full : .unavailable(Self.words(for: code))
    }

    /// What SQLite says of a statement that does not compile; its sentence quotes the statement's text, which holds no value.
    init(preparing code: CInt, on connection: OpaquePointer) {
        switch code & 0xff {
        case SQLITE_ERROR, SQLITE_MISUSE: self = .refusedStatement(String(cString: sqlite3_errmsg(connection)))
        default: self.init(code: code, on: connection)
        }
    }

    /// A write that a quota refused, which SQLite reports as an error of the disk. Never an fsync: that is not known.
    ///
    /// The thread's own error is asked: SQLite forgets its copy when it rolls back after a COMMIT that failed.
    private static func isQuota(_ code: CInt) -> Bool {
        code == ResultCode.SQLITE_IOERR_WRITE.rawValue && [EDQUOT, ENOSPC].contains(errno)
    }

    private static func words(for code: CInt) -> String {
        "SQLite answered \(code): \(String(cString: sqlite3_errstr(code)))."
    }
}
