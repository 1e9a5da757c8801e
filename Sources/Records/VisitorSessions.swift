package import Domain
package import SQL

/// The browser sessions of visitors. The cookie's value is never stored, only its digest.
package struct VisitorSessions {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a session under the digest of its cookie.
    package func insert(_ session: VisitorSession, tokenDigest: String) throws {
        try transaction.run(
            """
            INSERT INTO visitor_sessions (id, token_digest, created_at, last_seen_at)
            VALUES (\(session.id), \(tokenDigest), \(session.createdAt), \(session.lastSeenAt))
            """)
    }

    /// The session behind a cookie; it may have ended or run out.
    package func find(tokenDigest: String) throws -> VisitorSession? {
        try transaction.run("\(Self.columns) WHERE token_digest = \(tokenDigest)").first.map(session)
    }

    /// The session of this id; it may have ended or run out.
    package func find(_ id: ID<VisitorSession>) throws -> VisitorSession? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(session)
    }

    /// Gives the session a new cookie; the old one is dead at once (SE-02).
    package func rotate(_ id: ID<VisitorSession>, tokenDigest: String) throws {
        try transaction.run("UPDATE visitor_sessions SET token_digest = \(tokenDigest) WHERE id = \(id)")
    }

    /// A sign of life: the goodbye of another page is forgotten. Never moves time backwards.
    package func touch(_ id: ID<VisitorSession>, now: Moment) throws {
        try transaction.run(
            """
            UPDATE visitor_sessions SET last_seen_at = \(now), closing_at = NULL
            WHERE id = \(id) AND ended_at IS NULL AND last_seen_at <= \(now)
            """)
    }

    /// A page of the session said goodbye.
    package func markClosing(_ id: ID<VisitorSession>, now: Moment) throws {
        try transaction.run(
            "UPDATE visitor_sessions SET closing_at = \(now) WHERE id = \(id) AND ended_at IS NULL")
    }

    /// Ends the session; its grants are worth nothing from now on.
    package func end(_ id: ID<VisitorSession>, now: Moment) throws {
        try transaction.run(
            "UPDATE visitor_sessions SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL")
    }

    /// Forgets those in which nothing was opened; their challenges have to be forgotten before.
    package func forget(before: Moment) throws {
        try transaction.run(
            """
            DELETE FROM visitor_sessions WHERE created_at < \(before)
                AND NOT EXISTS (SELECT id FROM challenges WHERE challenges.session_id = visitor_sessions.id)
                AND NOT EXISTS (SELECT id FROM grants WHERE grants.session_id = visitor_sessions.id)
            """)
    }

    private static let columns: Statement = """
        SELECT id, created_at, last_seen_at, closing_at, ended_at FROM visitor_sessions
        """

    private func session(_ row: Row) throws -> VisitorSession {
        VisitorSession(
            id: try row.id("id"), createdAt: try row.moment("created_at"), lastSeenAt: try row.moment("last_seen_at"),
            closingAt: try row.optionalMoment("closing_at"), endedAt: try row.optionalMoment("ended_at"))
    }
}
