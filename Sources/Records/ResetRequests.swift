package import Domain
package import SQL

/// Requests for another password, by the address that was typed, whether it is known or not.
package struct ResetRequests {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Counts one.
    package func insert(_ address: EmailAddress, now: Moment) throws {
        try transaction.run("INSERT INTO reset_requests (address, at) VALUES (\(address.canonical), \(now))")
    }

    /// How many there were for this address after `since`.
    package func count(_ address: EmailAddress, since: Moment) throws -> Int64 {
        try transaction.run(
            "SELECT COUNT(*) AS n FROM reset_requests WHERE address = \(address.canonical) AND at > \(since)"
        ).first?.integer("n") ?? 0
    }

    /// Forgets those that no limit looks at any more.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM reset_requests WHERE at < \(before)")
    }
}
