package import Domain
package import SQL

/// Codes that were mailed to awaited addresses; only their digests are stored.
package struct AwaitedAddressCodes {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds one; an earlier one of the same browser is over.
    package func insert(_ code: AwaitedAddressCode) throws {
        try transaction.run(
            """
            UPDATE awaited_address_codes SET ended_at = \(code.createdAt)
            WHERE awaited_id = \(code.awaited) AND holder = \(code.holder) AND ended_at IS NULL
            """)
        try transaction.run(
            """
            INSERT INTO awaited_address_codes (id, awaited_id, holder, code_digest, reference, created_at, expires_at)
            VALUES (\(code.id), \(code.awaited), \(code.holder), \(code.codeDigest), \(code.reference),
                \(code.createdAt), \(code.expiresAt))
            """)
    }

    /// The latest that was mailed for this browser; it may have run out.
    package func find(of awaited: ID<AwaitedAddress>, holder: String) throws -> AwaitedAddressCode? {
        try transaction.run(
            """
            SELECT id, awaited_id, holder, code_digest, reference, created_at, expires_at FROM awaited_address_codes
            WHERE awaited_id = \(awaited) AND holder = \(holder) AND ended_at IS NULL
            """
        ).first.map { row in
            AwaitedAddressCode(
                id: try row.id("id"), awaited: try row.id("awaited_id"), holder: try row.text("holder"),
                codeDigest: try row.text("code_digest"), reference: try row.text("reference"),
                createdAt: try row.moment("created_at"), expiresAt: try row.moment("expires_at"))
        }
    }

    /// How many were mailed after `since`.
    package func count(of awaited: ID<AwaitedAddress>, since: Moment) throws -> Int64 {
        try transaction.run(
            "SELECT COUNT(*) AS n FROM awaited_address_codes WHERE awaited_id = \(awaited) AND created_at > \(since)"
        ).first?.integer("n") ?? 0
    }

    /// Forgets those of before.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM awaited_address_codes WHERE created_at < \(before)")
    }
}
