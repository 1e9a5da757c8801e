package import Domain
package import SQL

/// What contacts find in the portal: their own deliveries, as long as nobody took them back.
package struct PortalUpdates {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// What was sent to this person, newest first: at most `most`, from behind `after`, of one case where it is given. What was
    /// withdrawn, whole or with all of its links, is not there, nor what can still be taken back because its mail waits.
    package func all(
        to person: ID<Person>, of caseFile: ID<CaseFile>? = nil, after: ID<Delivery>? = nil, most: Int, now: Moment
    ) throws -> [PortalUpdate] {
        let here: Statement = caseFile.map { "AND cases.id = \($0)" } ?? ""
        let rows = try transaction.run(
            """
            SELECT deliveries.id AS id, deliveries.created_at AS created_at, case_updates.title AS title,
                cases.id AS case_id,
                CASE WHEN deliveries.delegate_of IS NULL THEN cases.reference END AS reference
            FROM deliveries JOIN sends ON sends.id = deliveries.send_id
                JOIN case_updates ON case_updates.id = sends.update_id JOIN cases ON cases.id = case_updates.case_id
            WHERE \(Self.isShown(to: person, now: now)) \(here) \(Self.behind(after, of: person))
            ORDER BY deliveries.created_at DESC, deliveries.id LIMIT \(most)
            """)
        let links = try links(of: rows.map { try $0.id("id") })
        return try rows.compactMap { row in
            let delivery: ID<Delivery> = try row.id("id")
            guard let own = links[delivery], let best = own.max(by: { $0.availableUntil < $1.availableUntil }) else {
                return nil
            }
            return PortalUpdate(
                delivery: delivery, sentAt: try row.moment("created_at"), title: try row.text("title"),
                caseFile: try row.id("case_id"), caseReference: try row.optionalText("reference"),
                link: LinkClaims(link: best.id, expiresAt: best.expiresAt), availableUntil: best.availableUntil,
                files: Set(own.compactMap(\.attachment)).count)
        }
    }

    /// A condition on `deliveries` and their `sends`: those that the portal shows this person now.
    static func isShown(to person: ID<Person>, now: Moment) -> Statement {
        """
        deliveries.recipient_id = \(person) AND deliveries.revoked_at IS NULL AND sends.revoked_at IS NULL
            AND NOT EXISTS (SELECT outbox.id FROM outbox
                WHERE outbox.delivery_id = deliveries.id AND outbox.state = 'waiting' AND outbox.attempts = 0
                    AND outbox.next_attempt_at > \(now))
            AND EXISTS (SELECT file_links.id FROM file_links
                WHERE file_links.delivery_id = deliveries.id AND file_links.revoked_at IS NULL)
        """
    }

    /// A key of somebody else's leads nowhere.
    private static func behind(_ after: ID<Delivery>?, of person: ID<Person>) -> Statement {
        guard let after else { return "" }
        return """
            AND EXISTS (SELECT last.id FROM deliveries AS last
                WHERE last.id = \(after) AND last.recipient_id = \(person)
                    AND (deliveries.created_at < last.created_at
                        OR deliveries.created_at = last.created_at AND deliveries.id > last.id))
            """
    }

    private func links(of deliveries: [ID<Delivery>]) throws -> [ID<Delivery>: [FileLink]] {
        var links: [ID<Delivery>: [FileLink]] = [:]
        for part in deliveries.inParts {
            let rows = try transaction.run(
                """
                SELECT id, delivery_id, attachment_id, expires_at, extended_until, created_at FROM file_links
                WHERE delivery_id IN \(Array(part)) AND revoked_at IS NULL ORDER BY position, created_at DESC, id
                """)
            for row in rows {
                let link = FileLink(
                    id: try row.id("id"), delivery: try row.id("delivery_id"),
                    attachment: try row.optionalID("attachment_id"), expiresAt: try row.moment("expires_at"),
                    extendedUntil: try row.optionalMoment("extended_until"), revokedAt: nil,
                    createdAt: try row.moment("created_at"))
                links[link.delivery, default: []].append(link)
            }
        }
        return links
    }
}
