package import Domain
package import SQL

/// Records of one person that became one: what hangs on the record that goes is hung on the one that stays.
package struct MergedPeople {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The record that this one became a part of.
    package func survivor(of id: ID<Person>) throws -> ID<Person>? {
        try transaction.run("SELECT merged_into FROM people WHERE id = \(id)").first?.optionalID("merged_into")
    }

    /// Which record each of these became a part of; nothing for those that are records of their own.
    package func survivors(of ids: [ID<Person>]) throws -> [ID<Person>: ID<Person>] {
        let rows = try ids.inParts.flatMap { part in
            try transaction.run(
                "SELECT id, merged_into FROM people WHERE id IN \(Array(part)) AND merged_into IS NOT NULL")
        }
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.id("id"), try $0.id("merged_into")) })
    }

    /// The records that became a part of this one, with when and by whom, the latest first.
    package func merged(into id: ID<Person>) throws -> [MergedRecord] {
        try transaction.run(
            """
            SELECT id, name, archived_at, archived_by FROM people WHERE merged_into = \(id)
            ORDER BY archived_at DESC, id
            """
        ).map {
            MergedRecord(
                id: try $0.id("id"), name: try $0.text("name"), at: try $0.moment("archived_at"),
                by: try $0.optionalID("archived_by"))
        }
    }

    /// Makes `gone` a part of `kept`: offered nowhere, without addresses of its own, and whatever opens for it opens for the other.
    package func merge(_ gone: ID<Person>, into kept: ID<Person>, by person: ID<Person>, now: Moment) throws {
        try transaction.run(
            """
            UPDATE people SET merged_into = \(kept), archived_at = \(now), archived_by = \(person) WHERE id = \(gone)
            """)
        try transaction.run("UPDATE people SET merged_into = \(kept) WHERE merged_into = \(gone)")
        try transaction.run("DELETE FROM person_addresses WHERE person_id = \(gone)")
        try transaction.run("UPDATE deliveries SET recipient_id = \(kept) WHERE recipient_id = \(gone)")
        try transaction.run("UPDATE grants SET person_id = \(kept) WHERE person_id = \(gone)")
        try transaction.run(
            "UPDATE challenges SET person_id = \(kept) WHERE person_id = \(gone) AND redeemed_at IS NULL")
        try moveMemberships(of: gone, to: kept, now: now)
    }

    /// Each group has the person once. Whoever has a form of it open is told that it changed.
    private func moveMemberships(of gone: ID<Person>, to kept: ID<Person>, now: Moment) throws {
        try transaction.run(
            """
            UPDATE distribution_groups SET version = version + 1, changed_at = \(now)
            WHERE id IN (SELECT group_id FROM distribution_group_members WHERE person_id = \(gone))
            """)
        try transaction.run(
            """
            DELETE FROM distribution_group_members WHERE person_id = \(gone)
                AND group_id IN (SELECT group_id FROM distribution_group_members WHERE person_id = \(kept))
            """)
        try transaction.run(
            "UPDATE distribution_group_members SET person_id = \(kept) WHERE person_id = \(gone)")
    }

    /// Of `delivery_events`, or another table of this name: who acted, as a record that is still there.
    static func actor(of events: Statement) -> Statement {
        """
        COALESCE((SELECT merged_into FROM people WHERE people.id = \(events).person_id
            AND people.merged_into IS NOT NULL), \(events).person_id)
        """
    }
}
