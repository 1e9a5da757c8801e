package import Domain
package import SQL

/// Moments that the installation remembers over a restart.
package struct Marks {
    /// What happened at such a moment.
    package enum Mark: String, Sendable {
        /// The clock was last looked at.
        case clock
        /// Administrators were last told that codes are being guessed.
        case guessingAlarm = "guessing alarm"
    }

    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// When it last happened; nil if never.
    package func find(_ mark: Mark) throws -> Moment? {
        try transaction.run("SELECT at FROM marks WHERE name = \(mark.rawValue)").first?.moment("at")
    }

    /// It happened now.
    package func set(_ mark: Mark, at now: Moment) throws {
        try transaction.run(
            """
            INSERT INTO marks (name, at) VALUES (\(mark.rawValue), \(now))
            ON CONFLICT (name) DO UPDATE SET at = excluded.at
            """)
    }

    /// True for exactly one caller in each `period`. A mark from the future is none.
    package func renew(_ mark: Mark, after period: Duration, now: Moment) throws -> Bool {
        try transaction.change(
            """
            INSERT INTO marks (name, at) VALUES (\(mark.rawValue), \(now))
            ON CONFLICT (name) DO UPDATE SET at = excluded.at
            WHERE marks.at <= \(now - period) OR marks.at > \(now)
            """
        ) > 0
    }
}
