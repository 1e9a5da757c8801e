package import Domain
package import SQL

/// Wrong passwords in a row, by account and by the place they came from.
package struct SignInFailures {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The row of failures of this subject, as it was last counted.
    package func find(_ subject: String) throws -> (inARow: Int64, last: Moment)? {
        try transaction.run("SELECT in_a_row, last_at FROM sign_in_failures WHERE subject = \(subject)").first.map {
            (try $0.integer("in_a_row"), try $0.moment("last_at"))
        }
    }

    /// Writes down how many there were in a row, this one included.
    package func set(_ subject: String, inARow: Int64, now: Moment) throws {
        try transaction.run(
            """
            INSERT INTO sign_in_failures (subject, in_a_row, last_at) VALUES (\(subject), \(inARow), \(now))
            ON CONFLICT (subject) DO UPDATE SET in_a_row = excluded.in_a_row, last_at = excluded.last_at
            """)
    }

    /// Ends the row.
    package func clear(_ subject: String) throws {
        try transaction.run("DELETE FROM sign_in_failures WHERE subject = \(subject)")
    }

    /// Forgets rows that no limit looks at any more.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM sign_in_failures WHERE last_at < \(before)")
    }
}
