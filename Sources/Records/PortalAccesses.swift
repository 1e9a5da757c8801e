package import Domain
package import SQL

/// Who may sign in to the portal. Rows stay: they say who was let in when, by whom, and until when.
package struct PortalAccesses {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Switches access on. False where this person has it already, or somebody else under the address.
    package func insert(_ access: PortalAccess, by person: ID<Person>) throws -> Bool {
        try transaction.change(
            """
            INSERT INTO portal_accesses (id, person_id, address, spelling, switched_on_at, switched_on_by)
            VALUES (\(access.id), \(access.person), \(access.address.canonical), \(access.address.spelling),
                \(access.switchedOnAt), \(person))
            ON CONFLICT DO NOTHING
            """
        ) > 0
    }

    /// The last one of each of these people; it may be switched off.
    package func latest(of people: [ID<Person>]) throws -> [ID<Person>: PortalAccess] {
        var latest: [ID<Person>: PortalAccess] = [:]
        for part in people.inParts {
            let rows = try transaction.run(
                """
                \(Self.columns) WHERE person_id IN \(Array(part))
                ORDER BY switched_on_at, CASE WHEN switched_off_at IS NULL THEN 1 ELSE 0 END, id
                """)
            for access in try rows.map(access) { latest[access.person] = access }
        }
        return latest
    }

    /// That of this person, if it is on.
    package func find(of person: ID<Person>) throws -> PortalAccess? {
        try transaction.run("\(Self.columns) WHERE person_id = \(person) AND switched_off_at IS NULL").first.map(access)
    }

    /// The one that is on under this address.
    package func find(at address: EmailAddress) throws -> PortalAccess? {
        try transaction.run(
            "\(Self.columns) WHERE address = \(address.canonical) AND switched_off_at IS NULL"
        ).first.map(access)
    }

    /// The activated one that stands on this address, while the address is that person's: all of it in one statement, so that
    /// finding nobody takes as long as finding somebody (IV-09).
    package func holder(at address: EmailAddress) throws -> PortalAccess? {
        try transaction.run(
            """
            \(Self.columns) WHERE address = \(address.canonical) AND switched_off_at IS NULL AND activated_at IS NOT NULL
                AND EXISTS (SELECT people.id FROM people
                    JOIN person_addresses ON person_addresses.person_id = people.id
                    WHERE people.id = portal_accesses.person_id AND people.kind <> 'staff' AND people.archived_at IS NULL
                        AND person_addresses.canonical = portal_accesses.address)
            """
        ).first.map(access)
    }

    /// Names the letter that brought the last invitation.
    package func setLetter(_ letter: ID<QueuedLetter>, of id: ID<PortalAccess>) throws {
        try transaction.run("UPDATE portal_accesses SET letter_id = \(letter) WHERE id = \(id)")
    }

    /// Whether the mail with the last invitation could not be delivered.
    package func isUndelivered(_ id: ID<PortalAccess>) throws -> Bool {
        try !transaction.run(
            """
            SELECT outbox.id AS id FROM portal_accesses JOIN outbox ON outbox.id = portal_accesses.letter_id
            WHERE portal_accesses.id = \(id) AND outbox.state = 'failed'
            """
        ).isEmpty
    }

    /// True for exactly one caller, while it is on. `place` is the network address that it came from, as far as it is kept.
    package func activate(_ id: ID<PortalAccess>, from place: String, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE portal_accesses SET activated_at = \(now), activated_from = \(place)
            WHERE id = \(id) AND activated_at IS NULL AND switched_off_at IS NULL
            """
        ) > 0
    }

    /// True for exactly one caller. Its sessions are worth nothing from then on.
    package func switchOff(_ id: ID<PortalAccess>, by person: ID<Person>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE portal_accesses SET switched_off_at = \(now), switched_off_by = \(person)
            WHERE id = \(id) AND switched_off_at IS NULL
            """
        ) > 0
    }

    /// Whether somebody activated this access or signed in with it from this network address after `since`; asked of nobody's, too.
    package func cameFrom(_ place: String, _ id: ID<PortalAccess>?, since: Moment) throws -> Bool {
        guard !place.isEmpty else { return false }
        return try !transaction.run(
            """
            SELECT id FROM portal_accesses
            WHERE id = \(id) AND activated_from = \(place) AND activated_at > \(since)
            UNION ALL
            SELECT id FROM portal_sessions
            WHERE access_id = \(id) AND client_address = \(place) AND created_at > \(since)
            LIMIT 1
            """
        ).isEmpty
    }

    private static let columns: Statement = """
        SELECT id, person_id, spelling, switched_on_at, activated_at, switched_off_at FROM portal_accesses
        """

    private func access(_ row: Row) throws -> PortalAccess {
        PortalAccess(
            id: try row.id("id"), person: try row.id("person_id"), address: try row.address("spelling"),
            switchedOnAt: try row.moment("switched_on_at"), activatedAt: try row.optionalMoment("activated_at"),
            switchedOffAt: try row.optionalMoment("switched_off_at"))
    }
}
