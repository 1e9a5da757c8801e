package import Domain
package import SQL

extension Attention {
    /// A delivery that its recipient cannot get at, or wants no mail of, until staff act.
    package struct Barred: Hashable, Sendable {
        /// What stands in the way.
        package enum Reason: String, Sendable {
            case wrongCodes = "wrong codes"
            case notForThem = "not for them"
        }

        package let delivery: ID<Delivery>
        package let at: Moment
        package let reason: Reason
    }

    /// Deliveries with a link that wrong codes suspended for its recipient, and those whose recipient stopped the mail of the
    /// case, since then; the latest first. Strangers who type addresses of their own suspend nothing here.
    package func barred(since: Moment, seenBy onlooker: Onlooker, most: Int) throws -> [Barred] {
        try transaction.run(
            """
            SELECT deliveries.id AS id, barred.reason AS reason, MAX(barred.at) AS at FROM
                (SELECT file_links.delivery_id AS delivery_id, 'wrong codes' AS reason, code_failures.suspended_at AS at
                    FROM code_failures JOIN file_links ON file_links.id = code_failures.link_id
                    JOIN deliveries ON deliveries.id = file_links.delivery_id
                    JOIN person_addresses ON person_addresses.person_id = deliveries.recipient_id
                        AND person_addresses.canonical = code_failures.address
                    WHERE code_failures.suspended_at IS NOT NULL AND file_links.revoked_at IS NULL
                UNION ALL SELECT delivery_id, 'not for them', at FROM stopped_addresses) AS barred
                JOIN deliveries ON deliveries.id = barred.delivery_id
                JOIN sends ON sends.id = deliveries.send_id JOIN case_updates ON case_updates.id = sends.update_id
            WHERE barred.at > \(since) AND deliveries.revoked_at IS NULL AND sends.revoked_at IS NULL
                \(Self.seen(by: onlooker))
            GROUP BY deliveries.id, barred.reason ORDER BY MAX(barred.at) DESC, deliveries.id, barred.reason LIMIT \(most)
            """
        ).compactMap { row in
            guard let reason = Barred.Reason(rawValue: try row.text("reason")) else { return nil }
            return Barred(delivery: try row.id("id"), at: try row.moment("at"), reason: reason)
        }
    }
}
