package import Domain
package import SQL

/// Addresses that members of staff asked for and have to verify; of the codes only digests are stored.
package struct AddressChanges {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds one; an earlier one of the person is over.
    package func insert(_ change: AddressChange) throws {
        try endAll(of: change.person, now: change.createdAt)
        try transaction.run(
            """
            INSERT INTO address_changes (id, person_id, address, place, code_digest, reference, attempts, created_at,
                expires_at)
            VALUES (\(change.id), \(change.person), \(change.address.spelling), \(change.place.rawValue),
                \(change.codeDigest), \(change.reference), 0, \(change.createdAt), \(change.expiresAt))
            """)
    }

    /// The one that waits for its code; it may have run out.
    package func open(of person: ID<Person>) throws -> AddressChange? {
        try transaction.run(
            """
            SELECT id, person_id, address, place, code_digest, reference, attempts, created_at, expires_at, ended_at
            FROM address_changes WHERE person_id = \(person) AND ended_at IS NULL ORDER BY created_at DESC, id LIMIT 1
            """
        ).first.map { row in
            AddressChange(
                id: try row.id("id"), person: try row.id("person_id"), address: try row.address("address"),
                place: try row.word("place"), codeDigest: try row.text("code_digest"),
                reference: try row.text("reference"), attempts: try row.integer("attempts"),
                createdAt: try row.moment("created_at"), expiresAt: try row.moment("expires_at"),
                endedAt: try row.optionalMoment("ended_at"))
        }
    }

    /// Counts a code that is about to be compared. False where there are none left.
    package func count(_ id: ID<AddressChange>) throws -> Bool {
        try transaction.change(
            """
            UPDATE address_changes SET attempts = attempts + 1
            WHERE id = \(id) AND ended_at IS NULL AND attempts < \(AddressChange.mostAttempts)
            """
        ) > 0
    }

    /// Ends one: true for the call that does.
    package func end(_ id: ID<AddressChange>, now: Moment) throws -> Bool {
        try transaction.change(
            "UPDATE address_changes SET ended_at = \(now) WHERE id = \(id) AND ended_at IS NULL") > 0
    }

    /// Ends what this person asked for.
    package func endAll(of person: ID<Person>, now: Moment) throws {
        try transaction.run(
            "UPDATE address_changes SET ended_at = \(now) WHERE person_id = \(person) AND ended_at IS NULL")
    }

    /// How many this person asked for after `since`.
    package func count(of person: ID<Person>, since: Moment) throws -> Int64 {
        try transaction.run(
            "SELECT COUNT(*) AS n FROM address_changes WHERE person_id = \(person) AND created_at > \(since)"
        ).first?.integer("n") ?? 0
    }

    /// Forgets those of before.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM address_changes WHERE created_at < \(before)")
    }
}
