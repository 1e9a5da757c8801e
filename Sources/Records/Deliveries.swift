package import Domain
package import SQL

/// Each recipient's part of the sends.
package struct Deliveries {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a delivery; a person has one in each send.
    package func insert(_ delivery: Delivery) throws {
        try transaction.run(
            """
            INSERT INTO deliveries (id, send_id, person_id, recipient_id, address, delegate_of, created_at)
            VALUES (\(delivery.id), \(delivery.send), \(delivery.issuedTo), \(delivery.recipient),
                \(delivery.address.spelling), \(delivery.delegateOf), \(delivery.createdAt))
            """)
    }

    /// The delivery of this id.
    package func find(_ id: ID<Delivery>) throws -> Delivery? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(delivery)
    }

    /// The deliveries of a send, as they were chosen.
    package func all(of send: ID<Send>) throws -> [Delivery] { try all(of: [send])[send] ?? [] }

    /// The deliveries of each of these sends, as they were chosen.
    package func all(of sends: [ID<Send>]) throws -> [ID<Send>: [Delivery]] {
        let deliveries = try sends.inParts.flatMap { part in
            try transaction.run("\(Self.columns) WHERE send_id IN \(Array(part)) ORDER BY created_at, id")
        }
        return Dictionary(grouping: try deliveries.map(delivery), by: \.send)
    }

    /// Everything that was sent to this person, newest first.
    package func all(to person: ID<Person>) throws -> [Delivery] {
        try transaction.run("\(Self.columns) WHERE recipient_id = \(person) ORDER BY created_at DESC, id").map(delivery)
    }

    /// Those of the delegates whom the recipient of this one had let in, as they were let in.
    package func delegates(of delivery: ID<Delivery>) throws -> [Delivery] {
        try transaction.run("\(Self.columns) WHERE delegate_of = \(delivery) ORDER BY created_at, id").map(
            self.delivery)
    }

    /// The cases of which this person has something that is not revoked.
    package func cases(reaching person: ID<Person>) throws -> [ID<CaseFile>] {
        try transaction.run(
            """
            SELECT DISTINCT case_updates.case_id AS case_id FROM deliveries
                JOIN sends ON sends.id = deliveries.send_id JOIN case_updates ON case_updates.id = sends.update_id
            WHERE deliveries.recipient_id = \(person) AND deliveries.revoked_at IS NULL AND sends.revoked_at IS NULL
            """
        ).map { try $0.id("case_id") }
    }

    /// The addresses that notices of a case went to, each spelling once; what was taken back before it left does not count.
    package func addresses(mailedIn caseFile: ID<CaseFile>) throws -> [EmailAddress] {
        try transaction.run(
            """
            SELECT DISTINCT deliveries.address AS address FROM deliveries
                JOIN sends ON sends.id = deliveries.send_id JOIN case_updates ON case_updates.id = sends.update_id
            WHERE case_updates.case_id = \(caseFile) AND deliveries.undone_at IS NULL
            """
        ).map { try $0.address("address") }
    }

    /// False if it was revoked before.
    package func revoke(_ id: ID<Delivery>, now: Moment) throws -> Bool {
        try transaction.change(
            "UPDATE deliveries SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL"
        ) > 0
    }

    /// Revokes it as one whose mail never left. Does nothing if it was revoked before.
    package func takeBack(_ id: ID<Delivery>, now: Moment) throws {
        try transaction.run(
            "UPDATE deliveries SET revoked_at = \(now), undone_at = \(now) WHERE id = \(id) AND revoked_at IS NULL")
    }

    private static let columns: Statement = """
        SELECT id, send_id, person_id, recipient_id, address, created_at, revoked_at, undone_at,
            delegate_of
        FROM deliveries
        """

    private func delivery(_ row: Row) throws -> Delivery {
        Delivery(
            id: try row.id("id"), send: try row.id("send_id"), recipient: try row.id("recipient_id"),
            issuedTo: try row.id("person_id"), address: try row.address("address"),
            createdAt: try row.moment("created_at"),
            revokedAt: try row.optionalMoment("revoked_at"), undoneAt: try row.optionalMoment("undone_at"),
            delegateOf: try row.optionalID("delegate_of"))
    }
}
