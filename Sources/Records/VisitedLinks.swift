package import Domain
package import SQL

/// A link as one browser finds it.
package struct VisitedLink: Sendable {
    package let file: LinkedFile
    /// The session behind the browser's cookie, if any; it may have ended or run out.
    package let session: VisitorSession?
    /// What was opened in that session, newest first, as far as it opens this link.
    package let grants: [Grant]
}

/// Links together with what the session of a browser has opened of them, all in one statement.
package struct VisitedLinks {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// `tokenDigest` is that of the browser's cookie; nil for a browser without one.
    package func find(_ id: ID<FileLink>, tokenDigest: String?) throws -> VisitedLink? {
        guard let tokenDigest else {
            return try LinkedFiles(transaction).find(id).map { VisitedLink(file: $0, session: nil, grants: []) }
        }
        let rows = try transaction.run(
            """
            SELECT \(LinkedFiles.columns), \(Self.columns) \(LinkedFiles.tables) \(Self.tables(tokenDigest))
            WHERE file_links.id = \(id)
            """)
        guard let first = rows.first else { return nil }
        return try link(LinkedFiles.file(first), rows)
    }

    /// A link that was found a moment ago, as it stands now: what seldom changes is not read again unless it did.
    package func find(again file: LinkedFile, tokenDigest: String?) throws -> VisitedLink? {
        let rows = try transaction.run(
            """
            SELECT file_links.attachment_id AS attachment_id, file_links.extended_until AS extended_until, file_links.revoked_at AS link_revoked_at,
                deliveries.revoked_at AS delivery_revoked_at, sends.revoked_at AS send_revoked_at, \(Self.columns)
            FROM file_links JOIN deliveries ON deliveries.id = file_links.delivery_id
                JOIN sends ON sends.id = deliveries.send_id
                \(Self.tables(tokenDigest))
            WHERE file_links.id = \(file.link.id)
            """)
        guard let first = rows.first else { return nil }
        guard try first.optionalID("attachment_id", of: Attachment.self) == file.attachment?.id else {
            return try find(file.link.id, tokenDigest: tokenDigest)
        }
        var file = file
        file.link.extendedUntil = try first.optionalMoment("extended_until")
        file.link.revokedAt = try first.optionalMoment("link_revoked_at")
        file.delivery.revokedAt = try first.optionalMoment("delivery_revoked_at")
        file.send.revokedAt = try first.optionalMoment("send_revoked_at")
        return try link(file, rows)
    }

    private static let columns: Statement = """
        visitor_sessions.id AS session_id, visitor_sessions.created_at AS session_created_at,
        visitor_sessions.last_seen_at AS last_seen_at, visitor_sessions.closing_at AS closing_at,
        visitor_sessions.ended_at AS ended_at, grants.id AS grant_id, grants.person_id AS grant_person_id,
        grants.spelling AS grant_spelling, grants.created_at AS grant_created_at, others.id AS other_id,
        others.recipient_id AS other_person_id, others.created_at AS other_created_at
        """

    /// Joined to `deliveries`: the session of this cookie, and who reads mail at the addresses that it opened.
    private static func tables(_ tokenDigest: String?) -> Statement {
        """
        LEFT JOIN visitor_sessions ON visitor_sessions.token_digest = \(tokenDigest)
            LEFT JOIN grants ON grants.session_id = visitor_sessions.id
            LEFT JOIN person_addresses ON person_addresses.canonical = grants.address
            LEFT JOIN deliveries AS others ON others.send_id = deliveries.send_id
                AND others.recipient_id = person_addresses.person_id AND others.revoked_at IS NULL
                AND (others.delegate_of IS NULL OR others.id = deliveries.id)
        """
    }

    private func link(_ file: LinkedFile, _ found: [Row]) throws -> VisitedLink? {
        let rows = try ordered(found)
        guard let first = rows.first else { return nil }
        guard let session = try session(first) else { return VisitedLink(file: file, session: nil, grants: []) }
        return VisitedLink(file: file, session: session, grants: try grants(rows, of: session.id, on: file))
    }

    /// The newest grant first, and of its readers the one of the earliest delivery. Nearly always there is one row, for which
    /// the engine need not set up a sorting of its own.
    private func ordered(_ rows: [Row]) throws -> [Row] {
        guard rows.count > 1 else { return rows }
        let placed = try rows.map { row in
            let grant = (-(try row.optionalInteger("grant_created_at") ?? 0), try row.optionalText("grant_id") ?? "")
            let other = (try row.optionalInteger("other_created_at") ?? 0, try row.optionalText("other_id") ?? "")
            return (place: (grant.0, grant.1, other.0, other.1), row: row)
        }
        return placed.sorted { $0.place < $1.place }.map(\.row)
    }

    private func session(_ row: Row) throws -> VisitorSession? {
        guard let id: ID<VisitorSession> = try row.optionalID("session_id") else { return nil }
        return VisitorSession(
            id: id, createdAt: try row.moment("session_created_at"), lastSeenAt: try row.moment("last_seen_at"),
            closingAt: try row.optionalMoment("closing_at"), endedAt: try row.optionalMoment("ended_at"))
    }

    /// The rows of one grant follow each other: one for each person who reads mail at its address.
    private func grants(_ rows: [Row], of session: ID<VisitorSession>, on file: LinkedFile) throws -> [Grant] {
        var grants: [Grant] = []
        var rest = rows[...]
        while let first = rest.first, let id: ID<Grant> = try first.optionalID("grant_id") {
            let end = try rest.firstIndex { try $0.optionalID("grant_id") != id } ?? rest.endIndex
            let readers: [(delivery: ID<Delivery>, reader: ID<Person>)] = try rest[..<end].compactMap { row in
                guard let delivery: ID<Delivery> = try row.optionalID("other_id") else { return nil }
                return (delivery, try row.id("other_person_id"))
            }
            let person: ID<Person> = try first.id("grant_person_id")
            if file.chosen(of: readers) == person {
                grants.append(
                    Grant(
                        id: id, session: session, person: person, address: try first.address("grant_spelling"),
                        createdAt: try first.moment("grant_created_at")))
            }
            rest = rest[end...]
        }
        return grants
    }
}
