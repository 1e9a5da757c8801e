package import Domain
package import SQL

/// The requests for codes.
package struct Challenges {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a challenge without attempts.
    package func insert(_ challenge: Challenge) throws {
        try transaction.run(
            """
            INSERT INTO challenges (id, session_id, door, address, spelling, person_id, attempts,
                created_at, expires_at)
            VALUES (\(challenge.id), \(challenge.session), \(challenge.door.text), \(challenge.address.canonical),
                \(challenge.address.spelling), \(challenge.person), 0,
                \(challenge.createdAt), \(challenge.expiresAt))
            """)
    }

    /// Somebody whom the door opens to was mailed a code for it; only then can a code of it be right.
    package func associate(_ id: ID<Challenge>, with person: ID<Person>) throws {
        try transaction.run("UPDATE challenges SET person_id = \(person) WHERE id = \(id)")
    }

    /// The latest one this browser session asked for at this door.
    package func latest(of session: ID<VisitorSession>, at door: CodeDoor) throws -> Challenge? {
        try transaction.run(
            """
            \(Self.columns) WHERE session_id = \(session) AND door = \(door.text)
            ORDER BY created_at DESC, id DESC LIMIT 1
            """
        ).first.map(challenge)
    }

    /// Counts one attempt before anything is compared; none if there are no more, it is redeemed or has expired.
    ///
    /// One guarded statement, and its row decides: however many requests come at once, at most `limit` get through.
    package func countAttempt(_ id: ID<Challenge>, limit: Int64, now: Moment) throws -> Int64? {
        try transaction.run(
            """
            UPDATE challenges SET attempts = attempts + 1
            WHERE id = \(id) AND attempts < \(limit) AND redeemed_at IS NULL AND expires_at > \(now)
            RETURNING attempts
            """
        ).first?.integer("attempts")
    }

    /// True for exactly one caller.
    package func redeem(_ id: ID<Challenge>, now: Moment) throws -> Bool {
        try transaction.change(
            "UPDATE challenges SET redeemed_at = \(now) WHERE id = \(id) AND redeemed_at IS NULL"
        ) > 0
    }

    /// Forgets those that opened nothing; their codes have to be forgotten before.
    package func forget(before: Moment) throws {
        try transaction.run(
            """
            DELETE FROM challenges WHERE created_at < \(before)
                AND NOT EXISTS (SELECT id FROM grants WHERE grants.challenge_id = challenges.id)
                AND NOT EXISTS (SELECT id FROM portal_sessions WHERE portal_sessions.challenge_id = challenges.id)
                AND NOT EXISTS (SELECT id FROM codes WHERE codes.challenge_id = challenges.id)
            """)
    }

    private static let columns: Statement = """
        SELECT id, session_id, door, spelling, person_id, attempts, created_at, expires_at, redeemed_at
        FROM challenges
        """

    private func challenge(_ row: Row) throws -> Challenge {
        Challenge(
            id: try row.id("id"), session: try row.id("session_id"), door: try row.door("door"),
            address: try row.address("spelling"), person: try row.optionalID("person_id"),
            attempts: try row.integer("attempts"),
            createdAt: try row.moment("created_at"), expiresAt: try row.moment("expires_at"),
            redeemedAt: try row.optionalMoment("redeemed_at"))
    }
}
