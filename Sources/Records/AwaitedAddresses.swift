package import Domain
package import SQL

/// Addresses that administrators want accounts to have, and what became of each: they are kept. Of the mailed links only digests
/// are stored.
package struct AwaitedAddresses {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds one under the digest of its link's secret; an earlier one of the person is replaced.
    package func insert(_ awaited: AwaitedAddress, digest: String) throws {
        try endAll(of: awaited.person, .replaced, now: awaited.askedAt)
        try transaction.run(
            """
            INSERT INTO awaited_addresses (id, digest, person_id, address, asked_by, attempts, asked_at, expires_at)
            VALUES (\(awaited.id), \(digest), \(awaited.person), \(awaited.address.spelling), \(awaited.askedBy), 0,
                \(awaited.askedAt), \(awaited.expiresAt))
            """)
    }

    /// The one behind the secret of a link; it may be over.
    package func find(digest: String) throws -> AwaitedAddress? {
        try transaction.run("\(Self.columns) WHERE digest = \(digest)").first.map(awaited)
    }

    /// The one that nothing has ended yet; it may have run out.
    package func open(of person: ID<Person>) throws -> AwaitedAddress? {
        try transaction.run("\(Self.columns) WHERE person_id = \(person) AND ended_at IS NULL").first.map(awaited)
    }

    /// Counts a code that is about to be compared. False where there are none left.
    package func count(_ id: ID<AwaitedAddress>) throws -> Bool {
        try transaction.change(
            """
            UPDATE awaited_addresses SET attempts = attempts + 1
            WHERE id = \(id) AND ended_at IS NULL AND attempts < \(AwaitedAddress.mostAttempts)
            """
        ) > 0
    }

    /// Ends one: true for the call that does.
    package func end(_ id: ID<AwaitedAddress>, _ ending: AwaitedAddressEnding, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE awaited_addresses SET ended_at = \(now), ending = \(ending.rawValue)
            WHERE id = \(id) AND ended_at IS NULL
            """
        ) > 0
    }

    /// Ends what is awaited for this person.
    package func endAll(of person: ID<Person>, _ ending: AwaitedAddressEnding, now: Moment) throws {
        try transaction.run(
            """
            UPDATE awaited_addresses SET ended_at = \(now), ending = \(ending.rawValue)
            WHERE person_id = \(person) AND ended_at IS NULL
            """)
    }

    /// Ends what this administrator has asked for.
    package func endAll(askedBy person: ID<Person>, now: Moment) throws {
        try transaction.run(
            """
            UPDATE awaited_addresses SET ended_at = \(now), ending = \(AwaitedAddressEnding.overtaken.rawValue)
            WHERE asked_by = \(person) AND ended_at IS NULL
            """)
    }

    /// How many were asked for, for this person, after `since`.
    package func count(of person: ID<Person>, since: Moment) throws -> Int64 {
        try transaction.run(
            "SELECT COUNT(*) AS n FROM awaited_addresses WHERE person_id = \(person) AND asked_at > \(since)"
        ).first?.integer("n") ?? 0
    }

    private static let columns: Statement = """
        SELECT id, person_id, address, asked_by, attempts, asked_at, expires_at, ending FROM awaited_addresses
        """

    private func awaited(_ row: Row) throws -> AwaitedAddress {
        AwaitedAddress(
            id: try row.id("id"), person: try row.id("person_id"), address: try row.address("address"),
            askedBy: try row.id("asked_by"), attempts: try row.integer("attempts"), askedAt: try row.moment("asked_at"),
            expiresAt: try row.moment("expires_at"),
            ending: try row.optionalText("ending") == nil ? nil : try row.word("ending"))
    }
}
