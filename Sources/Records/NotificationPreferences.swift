package import Domain
package import SQL

/// How each person wants to be told of what.
package struct NotificationPreferences {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// What this person chose.
    package func find(_ person: ID<Person>) throws -> NotificationPreference {
        let rows = try transaction.run("SELECT kind, channel FROM notification_preferences WHERE person_id = \(person)")
        var stored: [NotificationKind: NotificationChannel] = [:]
        for row in rows {
            guard let kind = NotificationKind(rawValue: try row.text("kind")) else { continue }
            stored[kind] = try row.word("channel")
        }
        return NotificationPreference(stored: stored)
    }

    /// In place of everything this person chose before.
    package func keep(_ preference: NotificationPreference, of person: ID<Person>) throws {
        try transaction.run("DELETE FROM notification_preferences WHERE person_id = \(person)")
        for (kind, channel) in preference.choices.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try transaction.run(
                """
                INSERT INTO notification_preferences (person_id, kind, channel)
                VALUES (\(person), \(kind.rawValue), \(channel.rawValue))
                """)
        }
    }

    /// Who of these people has a staff account that is open, and what each chose for this kind, if anything.
    package func channels(
        of kind: NotificationKind, among people: [ID<Person>]
    ) throws -> [ID<Person>: NotificationChannel] {
        var channels: [ID<Person>: NotificationChannel] = [:]
        for part in people.inParts {
            let rows = try transaction.run(
                """
                SELECT staff_accounts.person_id AS person_id, chosen.channel AS channel
                FROM staff_accounts LEFT JOIN notification_preferences AS chosen
                    ON chosen.person_id = staff_accounts.person_id AND chosen.kind = \(kind.rawValue)
                WHERE staff_accounts.disabled_at IS NULL AND staff_accounts.person_id IN \(Array(part))
                """)
            for row in rows {
                let chosen = try row.optionalText("channel").flatMap(NotificationChannel.init(rawValue:))
                channels[try row.id("person_id")] = chosen ?? kind.standard
            }
        }
        return channels
    }

    /// Who of these people signs in to the portal, as things are now, and chose to find what is sent to them there alone.
    package func contactsInPortalOnly(among people: [ID<Person>]) throws -> Set<ID<Person>> {
        var found: Set<ID<Person>> = []
        for part in people.inParts {
            let rows = try transaction.run(
                """
                SELECT people.id AS id FROM notification_preferences
                    JOIN people ON people.id = notification_preferences.person_id
                    JOIN portal_accesses ON portal_accesses.person_id = people.id
                    JOIN person_addresses ON person_addresses.person_id = people.id
                        AND person_addresses.canonical = portal_accesses.address
                WHERE people.id IN \(Array(part)) AND people.kind <> 'staff' AND people.archived_at IS NULL
                    AND portal_accesses.switched_off_at IS NULL AND portal_accesses.activated_at IS NOT NULL
                    AND notification_preferences.kind = 'update sent'
                    AND notification_preferences.channel = 'in the application'
                """)
            for row in rows { found.insert(try row.id("id")) }
        }
        return found
    }

    /// Whoever sent this delivery, if they chose to be told of such a thing.
    package func sender(of delivery: ID<Delivery>, choosing kind: NotificationKind) throws -> ID<Person>? {
        try transaction.run(
            """
            SELECT sends.sender_id AS sender_id FROM deliveries JOIN sends ON sends.id = deliveries.send_id
                JOIN notification_preferences AS chosen ON chosen.person_id = sends.sender_id
            WHERE deliveries.id = \(delivery) AND chosen.kind = \(kind.rawValue) AND chosen.channel <> 'never'
            """
        ).first?.id("sender_id")
    }
}
