import SQLiteEngine

/// Which SQLite this process runs on, and whether it has the fault that can damage a file with a write-ahead log (ST-05).
struct SQLiteRelease {
    private let number: Int32

    init(number: Int32) { self.number = number }

    static var finding: Finding { SQLiteRelease(number: SQLiteDatabase.release).finding }

    /// 3.40.1 is 3040001. Mended in 3.51.3, and besides in 3.50.7 and 3.44.6.
    var hasLogFault: Bool {
        switch number {
        case ..<3_007_000, 3_051_003...: false
        case 3_050_007..<3_051_000, 3_044_006..<3_045_000: false
        default: true
        }
    }

    private var words: String { "SQLite \(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)" }

    var finding: Finding {
        guard hasLogFault else { return .ok(.database, "\(words) has no known fault that could damage the database.") }
        return .warning(
            .database,
            "\(words) can damage a database when one connection writes while another copies the log into the file. The service "
                + "never does that: one process opens the file and one connection writes. So open it with no other program while "
                + "the service runs.")
    }
}
