internal import CSQLite
internal import GRDBSQLite
internal import Glibc
package import SQL

/// Rows in one SQLite file that this process alone has open.
///
/// Writes are grouped: bodies that wait share a transaction and its fsync, on a queue of their own. Reads run on the thread
/// that asks. Cancelling the caller's task does not cancel a body. After a failed commit nothing more
/// is written (`DatabaseFault.stopped`); reads go on.
package final class SQLiteDatabase: SQL.Database {
    private let writer: Writer
    private let readers: Readers
    private let streams = AnnouncementStreams()
    private let path: String

    /// Nobody reads them, and threads would wait for each other at every page that one of them takes. Refused where SQLite
    /// runs already, which costs nothing but speed.
    private static let withoutStatistics = sqlite_without_memory_statistics()

    /// Opens the file at `path`, made if absent (mode 0600); its folder must exist and be locked by `DataFolderLock`.
    /// By default there is a reader for each thread of Swift concurrency.
    package init(path: String, readers: Int? = nil) throws(DatabaseFault) {
        _ = Self.withoutStatistics
        let readers = readers ?? max(4, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        precondition(readers > 0, "A database needs at least one reader.")
        self.path = path
        writer = Writer(try Opening.writer(at: path), streams: streams)
        self.readers = try Readers(count: readers, path: path)
    }

    /// Which SQLite runs here, as `sqlite3_libversion_number` has it: 3.40.1 is 3040001.
    package static var release: Int32 { sqlite3_libversion_number() }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await readers.read(body)
    }

    @discardableResult
    package func write<Result: Sendable>(
        _ isolation: Isolation, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            writer.submit(WaitingWrite(body, answering: continuation))
        }
    }

    package func announcements(of topics: Set<String>?) -> AsyncStream<Announcement> {
        streams.stream(of: topics)
    }

    package var figures: EngineFigures {
        var figures = writer.figures
        var status = stat()
        figures.logSize = stat(path + "-wal", &status) == 0 ? Int64(status.st_size) : 0
        return figures
    }

    /// Closes the file. Call it once.
    package func close() async throws {
        try readers.close()
        try await writer.close()
        streams.finish()
    }
}
