package import Domain
package import SQL

/// How many letters wait and why, and how many sessions live: figures for operators.
package struct LiveCounts: Hashable, Sendable {
    /// Letters to be taken at once.
    package let due: Int64
    /// Letters to be tried again later.
    package let delayed: Int64
    /// Letters in the hands of a worker.
    package let taken: Int64
    /// Since when the oldest of the letters due could have been taken.
    package let oldestDue: Moment?
    package let visitorSessions: Int64
    package let staffSessions: Int64

    /// Sessions count while their last sign of life is younger than `idle`.
    package init(_ transaction: any Transaction, idle: Duration, now: Moment) throws {
        let letters = try transaction.run(
            """
            SELECT COUNT(CASE WHEN leased_until > \(now) THEN 1 END) AS taken,
                COUNT(CASE WHEN leased_until <= \(now) AND next_attempt_at > \(now) THEN 1 END) AS delayed,
                COUNT(CASE WHEN leased_until <= \(now) AND next_attempt_at <= \(now) THEN 1 END) AS due,
                MIN(CASE WHEN leased_until <= \(now) AND next_attempt_at <= \(now) THEN next_attempt_at END) AS oldest
            FROM outbox WHERE state = 'waiting'
            """
        ).first
        due = try letters?.integer("due") ?? 0
        delayed = try letters?.integer("delayed") ?? 0
        taken = try letters?.integer("taken") ?? 0
        oldestDue = try letters?.optionalMoment("oldest")
        visitorSessions =
            try transaction.run(
                """
                SELECT COUNT(*) AS count FROM visitor_sessions WHERE ended_at IS NULL AND last_seen_at > \(now - idle)
                """
            ).first?.integer("count") ?? 0
        staffSessions =
            try transaction.run(
                "SELECT COUNT(*) AS count FROM staff_sessions WHERE ended_at IS NULL AND last_seen_at > \(now - idle)"
            ).first?.integer("count") ?? 0
    }
}
