package import Domain
package import SQL

/// The addresses that several people read: mailboxes of a department, and lists (N-47). A mark is about the address, whoever has
/// it; one that was taken away stays on record.
package struct SharedAddresses {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Marks an address; false where it is marked.
    package func mark(_ address: EmailAddress, by person: ID<Person>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            INSERT INTO shared_addresses (canonical, marked_by, marked_at)
            VALUES (\(address.canonical), \(person), \(now))
            ON CONFLICT (canonical) WHERE ended_at IS NULL DO NOTHING
            """) > 0
    }

    /// Takes the mark away; false where there is none.
    package func unmark(_ address: EmailAddress, by person: ID<Person>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE shared_addresses SET ended_by = \(person), ended_at = \(now)
            WHERE canonical = \(address.canonical) AND ended_at IS NULL
            """) > 0
    }

    /// Those of these addresses that are marked now.
    package func among(_ addresses: [EmailAddress]) throws -> Set<EmailAddress> {
        var found: Set<String> = []
        for part in Array(Set(addresses.map(\.canonical))).inParts {
            let rows = try transaction.run(
                "SELECT canonical FROM shared_addresses WHERE ended_at IS NULL AND canonical IN \(Array(part))")
            for row in rows { found.insert(try row.text("canonical")) }
        }
        return Set(addresses.filter { found.contains($0.canonical) })
    }
}
