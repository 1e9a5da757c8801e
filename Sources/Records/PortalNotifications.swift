package import Domain
package import SQL

/// What contacts find among their notifications in the portal: what tells of a delivery that the portal shows them.
package struct PortalNotifications {
    private let transaction: any Transaction
    private let person: ID<Person>
    private let now: Moment

    /// Those of this person, as they are seen now.
    package init(_ transaction: any Transaction, of person: ID<Person>, now: Moment) {
        self.transaction = transaction
        self.person = person
        self.now = now
    }

    /// The newest first; what comes after `last`, or from the beginning.
    package func all(after last: PortalNotification? = nil, most: Int) throws -> [PortalNotification] {
        var behind: Statement = ""
        if let last {
            behind = """
                AND (notifications.at < \(last.at) OR notifications.at = \(last.at) AND notifications.id < \(last.id))
                """
        }
        return try transaction.run(
            "\(columns) \(behind) ORDER BY notifications.at DESC, notifications.id DESC LIMIT \(most)"
        ).map(notification)
    }

    /// The one of this id, if it is theirs and the portal shows it still.
    package func find(_ id: ID<Notification>) throws -> PortalNotification? {
        try transaction.run("\(columns) AND notifications.id = \(id)").first.map(notification)
    }

    /// How many of them are not read, counted up to `most`.
    package func unread(most: Int) throws -> Int {
        let rows = try transaction.run(
            """
            SELECT COUNT(*) AS n FROM (SELECT 1 AS one \(shown) AND notifications.read_at IS NULL LIMIT \(most)) AS unread
            """)
        return Int(try rows.first?.integer("n") ?? 0)
    }

    /// Notes that it was read; a second time changes nothing.
    package func read(_ id: ID<Notification>) throws {
        try Notifications(transaction).read(id, of: person, now: now)
    }

    /// Notes that all that is shown was read, up to `last` and that included: what came after it stays unread.
    package func readAll(upTo last: PortalNotification) throws {
        try transaction.run(
            """
            UPDATE notifications SET read_at = \(now)
            WHERE person_id = \(person) AND read_at IS NULL
                AND (at < \(last.at) OR at = \(last.at) AND id <= \(last.id))
                AND id IN (SELECT notifications.id \(shown))
            """)
    }

    private var shown: Statement {
        """
        FROM notifications JOIN deliveries ON deliveries.id = notifications.delivery_id
            JOIN sends ON sends.id = deliveries.send_id JOIN case_updates ON case_updates.id = sends.update_id
            JOIN cases ON cases.id = case_updates.case_id
        WHERE notifications.person_id = \(person) AND notifications.kind = 'update sent'
            AND \(PortalUpdates.isShown(to: person, now: now))
        """
    }

    private var columns: Statement {
        """
        SELECT notifications.id AS id, notifications.delivery_id AS delivery_id, notifications.at AS at,
            notifications.read_at AS read_at, case_updates.title AS update_title,
            CASE WHEN deliveries.delegate_of IS NULL THEN cases.reference END AS case_reference
        \(shown)
        """
    }

    private func notification(_ row: Row) throws -> PortalNotification {
        PortalNotification(
            id: try row.id("id"), delivery: try row.id("delivery_id"), updateTitle: try row.text("update_title"),
            caseReference: try row.optionalText("case_reference"), at: try row.moment("at"),
            readAt: try row.optionalMoment("read_at"))
    }
}
