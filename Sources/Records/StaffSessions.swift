package import Domain
package import SQL

/// The signed-in sessions of staff. The cookie's value is never stored, only its digest.
package struct StaffSessions {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a session under the digest of its cookie.
    package func insert(_ session: StaffSession, tokenDigest: String) throws {
        try transaction.run(
            """
            INSERT INTO staff_sessions (id, token_digest, person_id, created_at, last_seen_at, proven_at,
                client_address, user_agent, way)
            VALUES (\(session.id), \(tokenDigest), \(session.person), \(session.createdAt), \(session.lastSeenAt),
                \(session.provenAt), \(session.client.address), \(session.client.userAgent), \(session.way.rawValue))
            """)
    }

    /// The session behind a cookie; it may have ended or run out.
    package func find(tokenDigest: String) throws -> StaffSession? {
        try transaction.run("\(Self.columns) WHERE token_digest = \(tokenDigest)").first.map(session)
    }

    /// The session of this id; it may have ended or run out.
    package func find(_ id: ID<StaffSession>) throws -> StaffSession? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(session)
    }

    /// Sessions that were not ended, newest first; some of them may have run out.
    package func open(of person: ID<Person>) throws -> [StaffSession] {
        try transaction.run(
            "\(Self.columns) WHERE person_id = \(person) AND ended_at IS NULL ORDER BY created_at DESC, id"
        ).map(session)
    }

    /// Whether this person signed in from this address after `since`.
    package func cameFrom(_ clientAddress: String, _ person: ID<Person>, since: Moment) throws -> Bool {
        try !transaction.run(
            """
            SELECT id FROM staff_sessions
            WHERE person_id = \(person) AND client_address = \(clientAddress) AND created_at > \(since) LIMIT 1
            """
        ).isEmpty
    }

    /// Whether this person ever signed in.
    package func anyExists(of person: ID<Person>) throws -> Bool {
        try !transaction.run("SELECT id FROM staff_sessions WHERE person_id = \(person) LIMIT 1").isEmpty
    }

    /// A sign of life. Never moves time backwards.
    package func touch(_ id: ID<StaffSession>, now: Moment) throws {
        try transaction.run(
            """
            UPDATE staff_sessions SET last_seen_at = \(now)
            WHERE id = \(id) AND ended_at IS NULL AND last_seen_at <= \(now)
            """)
    }

    /// Gives a session whose owner has just proven who they are another cookie: the one before is dead at once (SE-02). False
    /// where that was not its cookie any more.
    package func rotate(
        _ id: ID<StaffSession>, from oldDigest: String, to newDigest: String, provenAt now: Moment
    ) throws -> Bool {
        try transaction.change(
            """
            UPDATE staff_sessions SET token_digest = \(newDigest), proven_at = \(now)
            WHERE id = \(id) AND token_digest = \(oldDigest) AND ended_at IS NULL
            """
        ) > 0
    }

    /// Ends one of this person's sessions.
    package func end(_ id: ID<StaffSession>, of person: ID<Person>, now: Moment) throws {
        try transaction.run(
            """
            UPDATE staff_sessions SET ended_at = \(now)
            WHERE id = \(id) AND person_id = \(person) AND ended_at IS NULL
            """)
    }

    /// Ends the sessions of this person but one, and sign-ins that wait for a second factor.
    package func endOthers(than id: ID<StaffSession>, of person: ID<Person>, now: Moment) throws {
        try transaction.run(
            """
            UPDATE staff_sessions SET ended_at = \(now)
            WHERE person_id = \(person) AND id <> \(id) AND ended_at IS NULL
            """)
        try PendingSignIns(transaction).endAll(of: person, now: now)
    }

    /// Ends all sessions of this person, and sign-ins that wait for a second factor.
    package func endAll(of person: ID<Person>, now: Moment) throws {
        try transaction.run(
            "UPDATE staff_sessions SET ended_at = \(now) WHERE person_id = \(person) AND ended_at IS NULL")
        try PendingSignIns(transaction).endAll(of: person, now: now)
    }

    private static let columns: Statement = """
        SELECT id, person_id, created_at, last_seen_at, proven_at, ended_at, client_address, user_agent, way
        FROM staff_sessions
        """

    private func session(_ row: Row) throws -> StaffSession {
        StaffSession(
            id: try row.id("id"), person: try row.id("person_id"), createdAt: try row.moment("created_at"),
            lastSeenAt: try row.moment("last_seen_at"), provenAt: try row.optionalMoment("proven_at"),
            endedAt: try row.optionalMoment("ended_at"),
            client: ClientTrace(
                address: try row.text("client_address"), userAgent: try row.text("user_agent")),
            way: try row.word("way"))
    }
}
