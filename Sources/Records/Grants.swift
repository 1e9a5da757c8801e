package import Domain
package import SQL

/// What redeemed codes opened.
package struct Grants {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a grant; a challenge brings forth one at most.
    package func insert(_ grant: Grant, challenge: ID<Challenge>) throws {
        try transaction.run(
            """
            INSERT INTO grants (id, session_id, person_id, address, spelling, challenge_id, created_at)
            VALUES (\(grant.id), \(grant.session), \(grant.person), \(grant.address.canonical),
                \(grant.address.spelling), \(challenge), \(grant.createdAt))
            """)
    }

    /// Newest first.
    package func all(of session: ID<VisitorSession>) throws -> [Grant] {
        try transaction.run(
            """
            SELECT id, session_id, person_id, spelling, created_at FROM grants WHERE session_id = \(session)
            ORDER BY created_at DESC, id
            """
        ).map { row in
            Grant(
                id: try row.id("id"), session: try row.id("session_id"), person: try row.id("person_id"),
                address: try row.address("spelling"), createdAt: try row.moment("created_at"))
        }
    }
}
