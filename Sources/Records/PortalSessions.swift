package import Domain
package import SQL

/// The sessions of the portal. The cookie's value is never stored, only its digest.
package struct PortalSessions {
    /// A session with whom it is of.
    package struct Found: Sendable {
        package let session: PortalSession
        package let person: ID<Person>
        package let name: String
        package let address: EmailAddress
    }

    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a session under the digest of its cookie; a challenge brings forth one at most.
    package func insert(_ session: PortalSession, tokenDigest: String, challenge: ID<Challenge>) throws {
        try transaction.run(
            """
            INSERT INTO portal_sessions (id, token_digest, access_id, challenge_id, created_at, last_seen_at,
                client_address, user_agent)
            VALUES (\(session.id), \(tokenDigest), \(session.access), \(challenge), \(session.createdAt),
                \(session.lastSeenAt), \(session.client.address), \(session.client.userAgent))
            """)
    }

    /// The session behind a cookie, while its access is on and the address still that person's (AU-07); it may have ended or
    /// run out.
    package func find(tokenDigest: String) throws -> Found? {
        try transaction.run("\(Self.whole) AND portal_sessions.token_digest = \(tokenDigest)").first.map(found)
    }

    /// The same for the session of this id.
    package func find(_ id: ID<PortalSession>) throws -> Found? {
        try transaction.run("\(Self.whole) AND portal_sessions.id = \(id)").first.map(found)
    }

    /// Sessions of this access that were not ended, newest first; some of them may have run out.
    package func open(of access: ID<PortalAccess>) throws -> [PortalSession] {
        try transaction.run(
            """
            SELECT \(Self.columns) FROM portal_sessions WHERE access_id = \(access) AND ended_at IS NULL
            ORDER BY created_at DESC, id
            """
        ).map(session)
    }

    /// A sign of life. Never moves time backwards.
    package func touch(_ id: ID<PortalSession>, now: Moment) throws {
        try transaction.run(
            """
            UPDATE portal_sessions SET last_seen_at = \(now)
            WHERE id = \(id) AND ended_at IS NULL AND last_seen_at <= \(now)
            """)
    }

    /// Ends one of this access's sessions.
    package func end(_ id: ID<PortalSession>, of access: ID<PortalAccess>, now: Moment) throws {
        try transaction.run(
            """
            UPDATE portal_sessions SET ended_at = \(now)
            WHERE id = \(id) AND access_id = \(access) AND ended_at IS NULL
            """)
    }

    /// Ends all sessions of this access.
    package func endAll(of access: ID<PortalAccess>, now: Moment) throws {
        try transaction.run(
            "UPDATE portal_sessions SET ended_at = \(now) WHERE access_id = \(access) AND ended_at IS NULL")
    }

    private static let columns: Statement = """
        portal_sessions.id AS id, portal_sessions.access_id AS access_id, portal_sessions.created_at AS created_at,
        portal_sessions.last_seen_at AS last_seen_at, portal_sessions.ended_at AS ended_at,
        portal_sessions.client_address AS client_address, portal_sessions.user_agent AS user_agent
        """

    private static let whole: Statement = """
        SELECT \(columns), people.id AS person_id, people.name AS name, portal_accesses.spelling AS spelling
        FROM portal_sessions JOIN portal_accesses ON portal_accesses.id = portal_sessions.access_id
            JOIN people ON people.id = portal_accesses.person_id
            JOIN person_addresses ON person_addresses.person_id = people.id
                AND person_addresses.canonical = portal_accesses.address
        WHERE portal_accesses.switched_off_at IS NULL AND people.kind <> 'staff'
        """

    private func found(_ row: Row) throws -> Found {
        Found(
            session: try session(row), person: try row.id("person_id"), name: try row.text("name"),
            address: try row.address("spelling"))
    }

    private func session(_ row: Row) throws -> PortalSession {
        PortalSession(
            id: try row.id("id"), access: try row.id("access_id"), createdAt: try row.moment("created_at"),
            lastSeenAt: try row.moment("last_seen_at"), endedAt: try row.optionalMoment("ended_at"),
            client: ClientTrace(
                address: try row.text("client_address"), userAgent: try row.text("user_agent")))
    }
}
