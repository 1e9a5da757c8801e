package import Domain
package import SQL

/// The one-time tokens that let somebody become the first administrator; only their digests are stored.
package struct SetupTokens {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Makes this the only token: earlier ones are gone.
    package func issue(digest: String, now: Moment, expiresAt: Moment) throws {
        try transaction.run("DELETE FROM setup_tokens")
        try transaction.run(
            """
            INSERT INTO setup_tokens (digest, created_at, expires_at) VALUES (\(digest), \(now), \(expiresAt))
            """)
    }

    /// Uses the token up. False for one that is unknown, over or used.
    package func use(digest: String, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE setup_tokens SET used_at = \(now)
            WHERE digest = \(digest) AND used_at IS NULL AND created_at <= \(now) AND expires_at > \(now)
            """
        ) > 0
    }
}
