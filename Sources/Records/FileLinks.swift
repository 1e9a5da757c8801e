package import Domain
package import SQL

/// The signed, expiring links and what staff did to them since.
package struct FileLinks {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// `position` orders the links of one delivery as the attachments of the update.
    package func insert(_ link: FileLink, position: Int) throws {
        try transaction.run(
            """
            INSERT INTO file_links (id, delivery_id, attachment_id, position, expires_at, created_at)
            VALUES (\(link.id), \(link.delivery), \(link.attachment), \(position), \(link.expiresAt),
                \(link.createdAt))
            """)
    }

    /// The link of this id, whatever became of it.
    package func find(_ id: ID<FileLink>) throws -> FileLink? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(link)
    }

    /// In the order of the attachments; renewed links behind those they renew.
    package func all(of delivery: ID<Delivery>) throws -> [FileLink] {
        try transaction.run("\(Self.columns) WHERE delivery_id = \(delivery) ORDER BY position, created_at, id")
            .map(link)
    }

    /// The links of all deliveries of a send, in the order of the attachments.
    package func all(of send: ID<Send>) throws -> [FileLink] { try all(of: [send]) }

    /// The links of all deliveries of these sends, those of each delivery in the order of the attachments.
    package func all(of sends: [ID<Send>]) throws -> [FileLink] {
        try sends.inParts.flatMap { part in
            try transaction.run(
                """
                \(Self.columns) WHERE delivery_id IN (SELECT id FROM deliveries WHERE send_id IN \(Array(part)))
                ORDER BY position, created_at, id
                """)
        }.map(link)
    }

    /// The place of the link among those of its delivery.
    package func position(of id: ID<FileLink>) throws -> Int {
        Int(try transaction.run("SELECT position FROM file_links WHERE id = \(id)").first?.integer("position") ?? 0)
    }

    /// False if it was revoked before.
    package func revoke(_ id: ID<FileLink>, now: Moment) throws -> Bool {
        try transaction.change(
            "UPDATE file_links SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL"
        ) > 0
    }

    /// Lets the same URL open until `until` and keeps who said so.
    package func extend(_ id: ID<FileLink>, until: Moment, by person: ID<Person>, now: Moment) throws {
        try transaction.run("UPDATE file_links SET extended_until = \(until) WHERE id = \(id)")
        try transaction.run(
            """
            INSERT INTO link_extensions (link_id, at, until, person_id)
            VALUES (\(id), \(now), \(until), \(person))
            """)
    }

    private static let columns: Statement = """
        SELECT id, delivery_id, attachment_id, expires_at, extended_until, revoked_at, created_at FROM file_links
        """

    private func link(_ row: Row) throws -> FileLink {
        FileLink(
            id: try row.id("id"), delivery: try row.id("delivery_id"), attachment: try row.optionalID("attachment_id"),
            expiresAt: try row.moment("expires_at"), extendedUntil: try row.optionalMoment("extended_until"),
            revokedAt: try row.optionalMoment("revoked_at"), createdAt: try row.moment("created_at"))
    }
}
