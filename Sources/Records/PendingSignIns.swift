package import Domain
package import SQL

/// Sign-ins whose password was right and whose second factor is pending. The cookie's value is never stored, only its digest.
package struct PendingSignIns {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds one under the digest of its cookie.
    package func insert(_ pending: PendingSignIn, tokenDigest: String) throws {
        try transaction.run(
            """
            INSERT INTO pending_sign_ins (
                id, token_digest, person_id, created_at, way, linking_issuer, linking_subject
            ) VALUES (
                \(pending.id), \(tokenDigest), \(pending.person), \(pending.createdAt), \(pending.way.rawValue),
                \(pending.linking?.issuer), \(pending.linking?.subject)
            )
            """)
    }

    /// The one behind a cookie; it may be over.
    package func find(tokenDigest: String) throws -> PendingSignIn? {
        try transaction.run(
            """
            SELECT id, person_id, created_at, ended_at, way, linking_issuer, linking_subject FROM pending_sign_ins
            WHERE token_digest = \(tokenDigest)
            """
        ).first.map { row in
            PendingSignIn(
                id: try row.id("id"), person: try row.id("person_id"), createdAt: try row.moment("created_at"),
                endedAt: try row.optionalMoment("ended_at"), way: try row.word("way"), linking: try linking(row))
        }
    }

    private func linking(_ row: Row) throws -> ProviderSubject? {
        guard let issuer = try row.optionalText("linking_issuer"),
            let subject = try row.optionalText("linking_subject")
        else { return nil }
        return ProviderSubject(issuer: issuer, subject: subject)
    }

    /// Ends one: true for the call that does.
    package func end(_ id: ID<PendingSignIn>, now: Moment) throws -> Bool {
        try transaction.change(
            "UPDATE pending_sign_ins SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL") > 0
    }

    /// Ends all of this person.
    package func endAll(of person: ID<Person>, now: Moment) throws {
        try transaction.run(
            "UPDATE pending_sign_ins SET ended_at = \(now) WHERE person_id = \(person) AND ended_at IS NULL")
    }

    /// Forgets those that began before.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM pending_sign_ins WHERE created_at < \(before)")
    }
}
