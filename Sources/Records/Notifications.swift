package import Domain
package import SQL

/// What each person was told of.
package struct Notifications {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds one; `awaitsMail` where a mail is to tell of it too, together with others of the next minutes.
    package func insert(_ notification: Notification, awaitsMail: Bool) throws {
        try transaction.run(
            """
            INSERT INTO notifications (id, person_id, kind, case_id, update_id, delivery_id, actor_id, detail, at,
                awaits_mail)
            VALUES (\(notification.id), \(notification.person), \(notification.kind.rawValue),
                \(notification.caseFile), \(notification.update), \(notification.delivery), \(notification.actor),
                \(notification.detail), \(notification.at), \(awaitsMail))
            """)
    }

    /// What this person was told of and may see still, the newest first; what comes after `last`, or from the beginning.
    package func all(
        for onlooker: Onlooker, unreadOnly: Bool = false, after last: Notification? = nil, most: Int
    ) throws -> [ListedNotification] {
        let unread: Statement = unreadOnly ? "AND notifications.read_at IS NULL" : ""
        var behind: Statement = ""
        if let last {
            behind = """
                AND (notifications.at < \(last.at) OR notifications.at = \(last.at) AND notifications.id < \(last.id))
                """
        }
        return try transaction.run(
            """
            \(Self.columns(for: onlooker)) WHERE notifications.person_id = \(onlooker.person) \(unread) \(behind)
                AND \(Self.seen(by: onlooker))
            ORDER BY notifications.at DESC, notifications.id DESC LIMIT \(most)
            """
        ).map(listed)
    }

    /// The one of this id, if it is theirs and they may see it still.
    package func find(_ id: ID<Notification>, for onlooker: Onlooker) throws -> ListedNotification? {
        try transaction.run(
            """
            \(Self.columns(for: onlooker)) WHERE notifications.id = \(id)
                AND notifications.person_id = \(onlooker.person) AND \(Self.seen(by: onlooker))
            """
        ).first.map(listed)
    }

    /// How many of them this person has not read, counted up to `most`.
    package func unread(by onlooker: Onlooker, most: Int) throws -> Int {
        let rows = try transaction.run(
            """
            SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM notifications
                LEFT JOIN case_updates ON case_updates.id = notifications.update_id
                WHERE notifications.person_id = \(onlooker.person) AND notifications.read_at IS NULL
                    AND \(Self.seen(by: onlooker)) LIMIT \(most)) AS unread
            """)
        return Int(try rows.first?.integer("n") ?? 0)
    }

    /// Notes that it was read; a second time changes nothing.
    package func read(_ id: ID<Notification>, of person: ID<Person>, now: Moment) throws {
        try transaction.run(
            """
            UPDATE notifications SET read_at = \(now)
            WHERE id = \(id) AND person_id = \(person) AND read_at IS NULL
            """)
    }

    /// Notes that all that this person sees was read, up to `last` and that included: what came after it stays unread.
    package func readAll(for onlooker: Onlooker, upTo last: Notification, now: Moment) throws {
        try transaction.run(
            """
            UPDATE notifications SET read_at = \(now)
            WHERE person_id = \(onlooker.person) AND read_at IS NULL
                AND (at < \(last.at) OR at = \(last.at) AND id <= \(last.id))
                AND id IN (SELECT notifications.id FROM notifications
                    LEFT JOIN case_updates ON case_updates.id = notifications.update_id
                    WHERE notifications.person_id = \(onlooker.person) AND notifications.read_at IS NULL
                        AND \(Self.seen(by: onlooker)))
            """)
    }

    /// With what they are about. The name of a case is theirs only where they see it.
    static func columns(for onlooker: Onlooker) -> Statement {
        """
        SELECT notifications.id AS id, notifications.person_id AS person_id, notifications.kind AS kind,
            notifications.case_id AS case_id, notifications.update_id AS update_id,
            notifications.delivery_id AS delivery_id, notifications.actor_id AS actor_id,
            notifications.detail AS detail, notifications.at AS at, notifications.read_at AS read_at,
            cases.reference AS case_reference, cases.title AS case_title, case_updates.title AS update_title,
            actors.name AS actor_name, recipients.name AS recipient_name,
            CASE WHEN \(seesCase(onlooker)) THEN 1 ELSE 0 END AS sees_case,
            CASE WHEN \(seesUpdate(onlooker)) THEN 1 ELSE 0 END AS sees_update
        FROM notifications LEFT JOIN cases ON cases.id = notifications.case_id
            LEFT JOIN case_updates ON case_updates.id = notifications.update_id
            LEFT JOIN people AS actors ON actors.id = notifications.actor_id
            LEFT JOIN deliveries ON deliveries.id = notifications.delivery_id
            LEFT JOIN people AS recipients ON recipients.id = deliveries.recipient_id
        """
    }

    func listed(_ row: Row) throws -> ListedNotification {
        let seesCase = try row.flag("sees_case")
        return ListedNotification(
            notification: Notification(
                id: try row.id("id"), person: try row.id("person_id"), kind: try row.word("kind"),
                caseFile: try row.optionalID("case_id"), update: try row.optionalID("update_id"),
                delivery: try row.optionalID("delivery_id"), actor: try row.optionalID("actor_id"),
                detail: try row.optionalText("detail"), at: try row.moment("at"),
                readAt: try row.optionalMoment("read_at")),
            caseReference: seesCase ? try row.optionalText("case_reference") : nil,
            caseTitle: seesCase ? try row.optionalText("case_title") : nil,
            updateTitle: try row.optionalText("update_title"), actor: try row.optionalText("actor_name"),
            recipient: try row.optionalText("recipient_name"), seesUpdate: try row.flag("sees_update"))
    }

    /// All of a person that await a mail, the oldest first.
    package func awaitingMail(_ onlooker: Onlooker) throws -> [ListedNotification] {
        try transaction.run(
            """
            \(Self.columns(for: onlooker)) WHERE notifications.person_id = \(onlooker.person)
                AND notifications.awaits_mail = 1 AND notifications.read_at IS NULL AND \(Self.seen(by: onlooker))
            ORDER BY notifications.at, notifications.id
            """
        ).map(listed)
    }

    /// None of this person awaits a mail any more.
    package func endAwaiting(_ person: ID<Person>) throws {
        try transaction.run(
            "UPDATE notifications SET awaits_mail = 0 WHERE person_id = \(person) AND awaits_mail = 1")
    }
}
