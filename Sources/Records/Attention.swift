package import Domain
package import SQL

/// Deliveries that may need somebody, found by what stands in their rows; the history of each one decides.
///
/// Each search is for somebody's eyes: cases and access groups that are not for them are left out.
package struct Attention {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Deliveries whose notice failed after `since` and was not sent again, the latest failure first.
    package func failed(since: Moment, seenBy onlooker: Onlooker, most: Int) throws -> [ID<Delivery>] {
        try transaction.run(
            """
            SELECT deliveries.id AS id FROM delivery_events
                JOIN deliveries ON deliveries.id = delivery_events.delivery_id
                JOIN sends ON sends.id = deliveries.send_id JOIN case_updates ON case_updates.id = sends.update_id
            WHERE delivery_events.kind = 'failed' AND delivery_events.at > \(since)
                AND COALESCE(delivery_events.mail, 'notice') <> 'code'
                AND deliveries.revoked_at IS NULL AND sends.revoked_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM delivery_events AS later
                    WHERE later.delivery_id = deliveries.id AND later.position > delivery_events.position
                        AND later.kind = 'resent')
                \(Self.seen(by: onlooker))
            GROUP BY deliveries.id ORDER BY MAX(delivery_events.at) DESC, deliveries.id LIMIT \(most)
            """
        ).map { try $0.id("id") }
    }

    /// Deliveries with a link that stops opening after `now` and before `until`, whose file the recipient has not fetched, the
    /// soonest first; not those whose files were attached to the mail.
    package func expiring(
        now: Moment, until: Moment, seenBy onlooker: Onlooker, most: Int
    ) throws -> [ID<Delivery>] {
        try transaction.run(
            """
            SELECT deliveries.id AS id FROM file_links
                JOIN deliveries ON deliveries.id = file_links.delivery_id
                JOIN sends ON sends.id = deliveries.send_id JOIN case_updates ON case_updates.id = sends.update_id
            WHERE COALESCE(file_links.extended_until, file_links.expires_at) > \(now)
                AND COALESCE(file_links.extended_until, file_links.expires_at) < \(until)
                AND file_links.revoked_at IS NULL AND deliveries.revoked_at IS NULL AND sends.revoked_at IS NULL
                AND COALESCE(sends.mail_content, 'notice') <> 'files'
                AND NOT EXISTS (SELECT 1 FROM delivery_events AS done
                    WHERE done.delivery_id = deliveries.id AND done.link_id = file_links.id
                        AND (done.actor = 'link holder' OR \(MergedPeople.actor(of: "done")) = deliveries.recipient_id)
                        AND done.kind = CASE WHEN file_links.attachment_id IS NULL THEN 'viewed'
                            ELSE 'download completed' END
                        AND (file_links.attachment_id IS NULL OR COALESCE(done.file_version, 1) =
                            (SELECT COALESCE(version, 1) FROM attachments WHERE id = file_links.attachment_id)))
                \(Self.seen(by: onlooker))
            GROUP BY deliveries.id
            ORDER BY MIN(COALESCE(file_links.extended_until, file_links.expires_at)), deliveries.id LIMIT \(most)
            """
        ).map { try $0.id("id") }
    }

    /// Which of these people the last notice could not be delivered to.
    package func failing(among people: [ID<Person>]) throws -> Set<ID<Person>> {
        var failing: Set<ID<Person>> = []
        for part in people.inParts {
            let rows = try transaction.run(
                """
                SELECT deliveries.recipient_id AS person_id FROM deliveries
                WHERE deliveries.recipient_id IN \(Array(part)) AND deliveries.created_at =
                        (SELECT MAX(created_at) FROM deliveries AS other WHERE other.recipient_id = deliveries.recipient_id)
                    AND EXISTS (SELECT 1 FROM delivery_events WHERE delivery_events.delivery_id = deliveries.id
                        AND delivery_events.kind = 'failed' AND COALESCE(delivery_events.mail, 'notice') <> 'code'
                        AND NOT EXISTS (SELECT 1 FROM delivery_events AS later
                            WHERE later.delivery_id = deliveries.id AND later.kind = 'resent'
                                AND later.position > delivery_events.position))
                """)
            for row in rows { failing.insert(try row.id("person_id")) }
        }
        return failing
    }

    /// Of `case_updates`: what is for these eyes.
    static func seen(by onlooker: Onlooker) -> Statement {
        let person = onlooker.person
        let cases: Statement =
            onlooker.seesEveryCase
            ? "" : "AND case_updates.case_id IN (SELECT case_id FROM assignments WHERE person_id = \(person))"
        guard let role = onlooker.audienceRole else { return cases }
        return """
            \(cases) AND (case_updates.author_id = \(person) OR case_updates.access_group_id IN
                (SELECT group_id FROM access_group_roles WHERE role = \(role.rawValue)))
            """
    }
}
