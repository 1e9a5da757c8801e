package import Domain
package import SQL

/// The tokens by which programs act for members of staff. A token itself is never stored, only its digest.
package struct ApiTokens {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a token under its digest.
    package func insert(_ token: ApiToken, digest: String) throws {
        try transaction.run(
            """
            INSERT INTO api_tokens (id, digest, person_id, name, created_at, expires_at)
            VALUES (\(token.id), \(digest), \(token.person), \(token.name), \(token.createdAt), \(token.expiresAt))
            """)
    }

    /// The token with this digest; it may be over or revoked.
    package func find(digest: String) throws -> ApiToken? {
        try transaction.run("\(Self.columns) WHERE digest = \(digest)").first.map(token)
    }

    /// The token of this id; it may be over or revoked.
    package func find(_ id: ID<ApiToken>) throws -> ApiToken? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(token)
    }

    /// Tokens that were not revoked, the newest first: of this person, or of everybody. Some may be over.
    package func unrevoked(of person: ID<Person>? = nil) throws -> [ApiToken] {
        guard let person else {
            return try transaction.run("\(Self.columns) WHERE revoked_at IS NULL ORDER BY created_at DESC, id").map(
                token)
        }
        return try transaction.run(
            "\(Self.columns) WHERE person_id = \(person) AND revoked_at IS NULL ORDER BY created_at DESC, id"
        ).map(token)
    }

    /// Notes that it was used. Never moves time backwards.
    package func touch(_ id: ID<ApiToken>, now: Moment) throws {
        try transaction.run(
            "UPDATE api_tokens SET last_used_at = \(now) WHERE id = \(id) AND COALESCE(last_used_at, 0) <= \(now)")
    }

    /// False if it was revoked before.
    package func revoke(_ id: ID<ApiToken>, now: Moment) throws -> Bool {
        try transaction.change(
            "UPDATE api_tokens SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL"
        ) > 0
    }

    /// Revokes all tokens of this person.
    package func revokeAll(of person: ID<Person>, now: Moment) throws {
        try transaction.run(
            "UPDATE api_tokens SET revoked_at = \(now) WHERE person_id = \(person) AND revoked_at IS NULL")
    }

    private static let columns: Statement = """
        SELECT id, person_id, name, created_at, expires_at, last_used_at, revoked_at FROM api_tokens
        """

    private func token(_ row: Row) throws -> ApiToken {
        ApiToken(
            id: try row.id("id"), person: try row.id("person_id"), name: try row.text("name"),
            createdAt: try row.moment("created_at"), expiresAt: try row.moment("expires_at"),
            lastUsedAt: try row.optionalMoment("last_used_at"), revokedAt: try row.optionalMoment("revoked_at"))
    }
}
