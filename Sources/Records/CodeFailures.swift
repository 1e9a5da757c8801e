package import Domain
package import SQL

/// Wrong codes: in a row for one link and address, and over time for one address and the whole service.
package struct CodeFailures {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Counts a wrong code and returns how many there were in a row for this link and address. `isWithheld` where no code of
    /// the challenge was mailed, so that none can be right.
    package func count(link: ID<FileLink>, address: EmailAddress, isWithheld: Bool, now: Moment) throws -> Int64 {
        try transaction.run(
            "INSERT INTO wrong_codes (address, withheld, at) VALUES (\(address.canonical), \(isWithheld), \(now))")
        return try transaction.run(
            """
            INSERT INTO code_failures (link_id, address, in_a_row) VALUES (\(link), \(address.canonical), 1)
            ON CONFLICT (link_id, address) DO UPDATE SET in_a_row = code_failures.in_a_row + 1
            RETURNING in_a_row
            """
        ).first?.integer("in_a_row") ?? 1
    }

    /// Whether codes for this link and address are refused until staff re-issue it.
    package func isSuspended(link: ID<FileLink>, address: EmailAddress) throws -> Bool {
        try !transaction.run(
            """
            SELECT link_id FROM code_failures
            WHERE link_id = \(link) AND address = \(address.canonical) AND suspended_at IS NOT NULL
            """
        ).isEmpty
    }

    /// True for the call that suspends it.
    package func suspend(link: ID<FileLink>, address: EmailAddress, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE code_failures SET suspended_at = \(now)
            WHERE link_id = \(link) AND address = \(address.canonical) AND suspended_at IS NULL
            """
        ) > 0
    }

    /// After a right code the row of failures is over.
    package func clear(link: ID<FileLink>, address: EmailAddress) throws {
        try transaction.run(
            "DELETE FROM code_failures WHERE link_id = \(link) AND address = \(address.canonical)")
    }

    /// Staff re-issued the link: everybody may ask again.
    package func clear(link: ID<FileLink>) throws {
        try transaction.run("DELETE FROM code_failures WHERE link_id = \(link)")
    }

    /// The addresses for which this link is suspended.
    package func suspensions(of link: ID<FileLink>) throws -> [String] {
        try transaction.run(
            "SELECT address FROM code_failures WHERE link_id = \(link) AND suspended_at IS NOT NULL ORDER BY address"
        ).map { try $0.text("address") }
    }

    /// The links of a send that are suspended for an address of the recipient they were issued to.
    package func suspended(in send: ID<Send>) throws -> Set<ID<FileLink>> {
        Set(
            try transaction.run(
                """
                SELECT file_links.id AS id FROM deliveries JOIN file_links ON file_links.delivery_id = deliveries.id
                    JOIN code_failures ON code_failures.link_id = file_links.id
                    JOIN person_addresses ON person_addresses.person_id = deliveries.recipient_id
                        AND person_addresses.canonical = code_failures.address
                WHERE deliveries.send_id = \(send) AND code_failures.suspended_at IS NOT NULL
                """
            ).map { try $0.id("id") })
    }

    /// Wrong codes for this address, over all links where one could have been right: a stranger who types somebody's
    /// address on a link of their own cannot keep that person out of everything (IV-10).
    package func total(address: EmailAddress, since: Moment) throws -> Int64 {
        try transaction.run(
            """
            SELECT COUNT(*) AS n FROM wrong_codes
            WHERE address = \(address.canonical) AND at > \(since) AND withheld = \(false) AND place = 'link'
            """
        ).first?.integer("n") ?? 0
    }

    /// Counts a wrong code at the portal, where anybody can type anybody's address: apart from those of links, and for places
    /// that are known apart from strangers'.
    package func countAtPortal(_ address: EmailAddress, isWithheld: Bool, isKnownPlace: Bool, now: Moment) throws {
        try transaction.run(
            """
            INSERT INTO wrong_codes (address, withheld, at, place)
            VALUES (\(address.canonical), \(isWithheld), \(now), \(isKnownPlace ? "known place" : "portal"))
            """)
    }

    /// Wrong codes for this address at the portal, where one could have been right.
    package func totalAtPortal(_ address: EmailAddress, isKnownPlace: Bool, since: Moment) throws -> Int64 {
        try transaction.run(
            """
            SELECT COUNT(*) AS n FROM wrong_codes
            WHERE address = \(address.canonical) AND at > \(since) AND withheld = \(false)
                AND place = \(isKnownPlace ? "known place" : "portal")
            """
        ).first?.integer("n") ?? 0
    }

    /// Wrong codes in the whole installation, where one could have been right: else answers for invented addresses, which
    /// open nothing whoever sends them, would slow everybody down.
    package func total(since: Moment) throws -> Int64 {
        try transaction.run(
            "SELECT COUNT(*) AS n FROM wrong_codes WHERE at > \(since) AND withheld = \(false)"
        ).first?.integer("n") ?? 0
    }

    /// Forgets counts that no limit looks at any more.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM wrong_codes WHERE at < \(before)")
    }
}
