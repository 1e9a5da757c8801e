package import Domain
package import SQL

/// The people known to the service and their addresses.
package struct People {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a person with their addresses.
    package func insert(_ person: Person) throws {
        try transaction.run(
            """
            INSERT INTO people (id, kind, name, coordinator_id, created_at)
            VALUES (\(person.id), \(person.kind.rawValue), \(person.name), \(person.coordinator), \(person.createdAt))
            """)
        try insertAddresses(of: person)
    }

    /// Name, addresses and coordinator as they are now; the kind of a person never changes.
    package func update(_ person: Person) throws {
        try transaction.run(
            "UPDATE people SET name = \(person.name), coordinator_id = \(person.coordinator) WHERE id = \(person.id)")
        try transaction.run("DELETE FROM person_addresses WHERE person_id = \(person.id)")
        try insertAddresses(of: person)
    }

    /// Offers a person nowhere any more, or again with nil; false where it was so before.
    package func archive(_ id: ID<Person>, at moment: Moment?, by other: ID<Person>) throws -> Bool {
        guard let moment else {
            return try transaction.change(
                """
                UPDATE people SET archived_at = NULL, archived_by = NULL WHERE id = \(id) AND archived_at IS NOT NULL
                """) > 0
        }
        return try transaction.change(
            """
            UPDATE people SET archived_at = \(moment), archived_by = \(other)
            WHERE id = \(id) AND archived_at IS NULL
            """) > 0
    }

    /// The person of this id.
    package func find(_ id: ID<Person>) throws -> Person? { try find([id])[id] }

    /// Those of these people who exist.
    package func find(_ ids: [ID<Person>]) throws -> [ID<Person>: Person] {
        var found: [ID<Person>: Person] = [:]
        for part in ids.inParts {
            let rows = try transaction.run("\(Self.columns) WHERE id IN \(Array(part))")
            for person in try people(rows) { found[person.id] = person }
        }
        return found
    }

    /// Everybody, by name.
    package func all() throws -> [Person] {
        try people(transaction.run("\(Self.columns) ORDER BY name, id"))
    }

    /// Members of staff, by name.
    package func staff() throws -> [Person] {
        try people(transaction.run("\(Self.columns) WHERE kind = 'staff' ORDER BY name, id"))
    }

    /// Staff and those on a case, by name: whom something of it could be sent to.
    package func all(near caseFile: ID<CaseFile>) throws -> [Person] {
        try people(
            transaction.run(
                """
                \(Self.columns) WHERE kind = 'staff'
                    OR id IN (SELECT person_id FROM assignments WHERE case_id = \(caseFile))
                ORDER BY name, id
                """))
    }

    /// Those who have this address, whether primary or alias: a shared mailbox may be several people.
    package func having(_ address: EmailAddress) throws -> [Person] {
        try people(
            transaction.run(
                """
                \(Self.columns) WHERE id IN (SELECT person_id FROM person_addresses WHERE canonical = \(address.canonical))
                ORDER BY created_at, id
                """))
    }

    /// Those who have one of these addresses, whether primary or alias.
    package func having(_ addresses: [EmailAddress]) throws -> [Person] {
        let ids: Set<ID<Person>> = try addresses.map(\.canonical).inParts.reduce(into: []) { ids, part in
            let rows = try transaction.run(
                "SELECT DISTINCT person_id FROM person_addresses WHERE canonical IN \(Array(part))")
            for row in rows { ids.insert(try row.id("person_id")) }
        }
        return Array(try find(Array(ids)).values)
    }

    private static let columns: Statement = "SELECT id, kind, name, coordinator_id, created_at, archived_at FROM people"

    private func insertAddresses(of person: Person) throws {
        for (position, address) in person.addresses.enumerated() {
            try transaction.run(
                """
                INSERT INTO person_addresses (person_id, canonical, spelling, position)
                VALUES (\(person.id), \(address.canonical), \(address.spelling), \(position))
                """)
        }
    }

    private func people(_ rows: [Row]) throws -> [Person] {
        let ids: [ID<Person>] = try rows.map { try $0.id("id") }
        var addresses: [ID<Person>: [EmailAddress]] = [:]
        var shared: [ID<Person>: Set<EmailAddress>] = [:]
        for part in ids.inParts {
            let found = try transaction.run(
                """
                SELECT person_addresses.person_id AS person_id, person_addresses.spelling AS spelling,
                    shared_addresses.marked_at AS shared_since
                FROM person_addresses LEFT JOIN shared_addresses
                    ON shared_addresses.canonical = person_addresses.canonical AND shared_addresses.ended_at IS NULL
                WHERE person_addresses.person_id IN \(Array(part))
                ORDER BY person_addresses.person_id, person_addresses.position
                """)
            for row in found {
                let (person, address): (ID<Person>, EmailAddress) = (
                    try row.id("person_id"), try row.address("spelling")
                )
                addresses[person, default: []].append(address)
                if try row.optionalMoment("shared_since") != nil { shared[person, default: []].insert(address) }
            }
        }
        return try zip(ids, rows).map { id, row in
            Person(
                id: id, kind: try row.word("kind"), name: try row.text("name"), addresses: addresses[id, default: []],
                sharedAddresses: shared[id, default: []], coordinator: try row.optionalID("coordinator_id"),
                createdAt: try row.moment("created_at"),
                archivedAt: try row.optionalMoment("archived_at"))
        }
    }
}
