package import Domain
package import SQL

/// Requests for new links from expired ones.
package struct Renewals {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Keeps that a new link was asked for: granted at once where there is one, else waiting for staff.
    package func insert(_ id: ID<Renewal>, link: ID<FileLink>, newLink: ID<FileLink>?, now: Moment) throws {
        let decided: Moment? = newLink == nil ? nil : now
        try transaction.run(
            """
            INSERT INTO renewals (id, link_id, requested_at, state, new_link_id, decided_at)
            VALUES (\(id), \(link), \(now), \(newLink == nil ? "waiting" : "granted"), \(newLink), \(decided))
            """)
    }

    /// Whether this link was asked about after `since`: one renewal per link and day.
    package func requested(_ link: ID<FileLink>, since: Moment) throws -> Bool {
        try !transaction.run(
            "SELECT id FROM renewals WHERE link_id = \(link) AND requested_at > \(since) LIMIT 1"
        ).isEmpty
    }

    /// Requests of this delivery that staff have not answered.
    package func waiting(of delivery: ID<Delivery>) throws -> [WaitingRenewal] {
        try transaction.run(
            """
            SELECT id, link_id, requested_at FROM renewals
            WHERE state = 'waiting' AND link_id IN (SELECT id FROM file_links WHERE delivery_id = \(delivery))
            ORDER BY requested_at
            """
        ).map {
            WaitingRenewal(id: try $0.id("id"), link: try $0.id("link_id"), requestedAt: try $0.moment("requested_at"))
        }
    }

    /// True for the one who decides; `newLink` for yes, none for no.
    package func decide(
        _ id: ID<Renewal>, newLink: ID<FileLink>?, by person: ID<Person>, now: Moment
    ) throws -> Bool {
        try transaction.change(
            """
            UPDATE renewals SET state = \(newLink == nil ? "refused" : "granted"), new_link_id = \(newLink),
                decided_by = \(person), decided_at = \(now)
            WHERE id = \(id) AND state = 'waiting'
            """
        ) > 0
    }
}
