internal import GRDBSQLite
internal import SQL
internal import Synchronization

/// Keeps the write-ahead log short, between groups and on the writer connection alone.
///
/// SQLite before 3.51.3 can damage the file when one connection writes while another checkpoints; here no other can.
final class Checkpoints: Sendable {
    /// About 4 MB of pages: from here on what can be copied without waiting is copied.
    private static let pagesBeforeCopy: CInt = 1_000
    /// About 16 MB of pages: from here on readers are waited for, so that the log starts anew.
    private static let pagesBeforeTruncation: CInt = 4_000
    private static let longestWait: CInt = 250

    private let pagesSinceCopy = Mutex<CInt>(0)

    /// Copies the log into the file when enough has been written; throws only what makes the file's state unknown.
    func afterGroup(on connection: Connection) throws(DatabaseFault) {
        let written = pagesWritten(by: connection)
        let isDue = pagesSinceCopy.withLock { pages in
            pages += written
            guard pages >= Self.pagesBeforeCopy else { return false }
            pages = 0
            return true
        }
        guard isDue else { return }
        let length = try checkpoint(SQLITE_CHECKPOINT_PASSIVE, on: connection)
        guard length >= Self.pagesBeforeTruncation else { return }
        sqlite3_busy_timeout(connection.handle, Self.longestWait)
        defer { sqlite3_busy_timeout(connection.handle, Opening.busyTimeout) }
        _ = try checkpoint(SQLITE_CHECKPOINT_TRUNCATE, on: connection)
    }

    /// Empties the log, as far as readers let us.
    func truncate(on connection: Connection) throws(DatabaseFault) {
        _ = try checkpoint(SQLITE_CHECKPOINT_TRUNCATE, on: connection)
    }

    private func pagesWritten(by connection: Connection) -> CInt {
        var pages: CInt = 0
        var unused: CInt = 0
        sqlite3_db_status(connection.handle, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &unused, 1)
        return max(0, pages)
    }

    /// The length of the log in pages. A full disk and a reader in the way leave the log as it is, for a later try.
    private func checkpoint(_ mode: CInt, on connection: Connection) throws(DatabaseFault) -> CInt {
        var length: CInt = 0
        var copied: CInt = 0
        let code = sqlite3_wal_checkpoint_v2(connection.handle, nil, mode, &length, &copied)
        if code == SQLITE_OK || [SQLITE_BUSY, SQLITE_LOCKED].contains(code & 0xff) { return length }
        let fault = connection.fault(code)
        guard fault == .full else { throw fault }
        return 0
    }
}
