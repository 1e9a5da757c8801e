package import Domain
package import SQL

/// What people were told of, for others to see: only what is about cases and updates that these others see.
extension Notifications {
    /// The newest first; what comes after `last`, or from the beginning.
    package func all(
        toldTo person: ID<Person>, seenBy onlooker: Onlooker, after last: Notification? = nil, most: Int
    ) throws -> [ListedNotification] {
        var behind: Statement = ""
        if let last {
            behind = """
                AND (notifications.at < \(last.at) OR notifications.at = \(last.at) AND notifications.id < \(last.id))
                """
        }
        return try transaction.run(
            """
            \(told(to: person, seenBy: onlooker)) \(behind)
            ORDER BY notifications.at DESC, notifications.id DESC LIMIT \(most)
            """
        ).map(listed)
    }

    /// The one of this id, if it was told to this person and the onlooker sees it.
    package func find(
        _ id: ID<Notification>, toldTo person: ID<Person>, seenBy onlooker: Onlooker
    ) throws -> ListedNotification? {
        try transaction.run("\(told(to: person, seenBy: onlooker)) AND notifications.id = \(id)").first.map(listed)
    }

    private func told(to person: ID<Person>, seenBy onlooker: Onlooker) -> Statement {
        """
        \(Self.columns(for: onlooker)) WHERE notifications.person_id = \(person)
            AND notifications.case_id IS NOT NULL AND \(Self.seesUpdate(onlooker))
        """
    }
}
