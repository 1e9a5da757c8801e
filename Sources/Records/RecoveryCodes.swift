package import Domain
package import SQL

/// The recovery codes of staff; only their digests are stored.
package struct RecoveryCodes {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Makes these the person's only codes; none takes all of them away.
    package func replace(of person: ID<Person>, by digests: [String]) throws {
        try transaction.run("DELETE FROM recovery_codes WHERE person_id = \(person)")
        for digest in digests {
            try transaction.run("INSERT INTO recovery_codes (person_id, digest) VALUES (\(person), \(digest))")
        }
    }

    /// Uses a code up. False for one that is unknown or used.
    package func use(_ digest: String, of person: ID<Person>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE recovery_codes SET used_at = \(now)
            WHERE person_id = \(person) AND digest = \(digest) AND used_at IS NULL
            """
        ) > 0
    }

    /// How many are left.
    package func left(of person: ID<Person>) throws -> Int64 {
        try transaction.run(
            "SELECT COUNT(*) AS n FROM recovery_codes WHERE person_id = \(person) AND used_at IS NULL"
        ).first?.integer("n") ?? 0
    }
}
