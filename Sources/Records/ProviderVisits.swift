package import Domain
package import SQL

/// Browsers that were sent to the sign-in service. The cookie's value is never stored, only its digest.
package struct ProviderVisits {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds one under the digest of its cookie.
    package func insert(_ visit: ProviderVisit, tokenDigest: String) throws {
        try transaction.run(
            """
            INSERT INTO provider_visits (id, token_digest, session_id, kept, created_at)
            VALUES (\(visit.id), \(tokenDigest), \(visit.session), \(visit.kept), \(visit.createdAt))
            """)
    }

    /// The one behind a cookie; it may be over.
    package func find(tokenDigest: String) throws -> ProviderVisit? {
        try transaction.run(
            """
            SELECT id, session_id, kept, created_at, ended_at FROM provider_visits WHERE token_digest = \(tokenDigest)
            """
        ).first.map { row in
            ProviderVisit(
                id: try row.id("id"), session: try row.optionalID("session_id"), kept: try row.text("kept"),
                createdAt: try row.moment("created_at"), endedAt: try row.optionalMoment("ended_at"))
        }
    }

    /// Ends one, and forgets what it kept: true for the call that does.
    package func end(_ id: ID<ProviderVisit>, now: Moment) throws -> Bool {
        try transaction.change(
            "UPDATE provider_visits SET ended_at = \(now), kept = '' WHERE id = \(id) AND ended_at IS NULL") > 0
    }

    /// Forgets those that began before.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM provider_visits WHERE created_at < \(before)")
    }
}
