package import Domain
package import SQL

/// The way of an update from draft to validated. Each step is one guarded statement: of two who go at once one does.
extension CaseUpdates {
    /// Asks for validation; false where it was asked for before, or the update is permanent.
    package func submit(_ id: ID<CaseUpdate>, by person: ID<Person>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE case_updates SET submitted_by = \(person), submitted_at = \(now)
            WHERE id = \(id) AND submitted_at IS NULL AND validated_at IS NULL
            """
        ) > 0
    }

    /// Sends a submitted update back to its author; false where somebody returned or validated it before.
    package func giveBack(_ id: ID<CaseUpdate>, _ giveBack: GiveBack) throws -> Bool {
        try transaction.change(
            """
            UPDATE case_updates SET submitted_by = NULL, submitted_at = NULL, returned_by = \(giveBack.by),
                returned_at = \(giveBack.at), return_reason = \(giveBack.reason)
            WHERE id = \(id) AND submitted_at IS NOT NULL AND validated_at IS NULL
            """
        ) > 0
    }

    /// Makes an update permanent; false if somebody already did. `isAutomatic`: its group needs nobody to look at it.
    package func validate(
        _ id: ID<CaseUpdate>, by person: ID<Person>, isAutomatic: Bool = false, now: Moment
    ) throws -> Bool {
        try transaction.change(
            """
            UPDATE case_updates SET validated_by = \(person), validated_at = \(now), validated_unseen = \(isAutomatic)
            WHERE id = \(id) AND validated_at IS NULL
            """
        ) > 0
    }

    /// Updates of open cases that were returned to this author and not submitted since, the latest first.
    package func returned(to author: ID<Person>, most: Int) throws -> [CaseUpdate] {
        try transaction.run(
            """
            \(Self.columns) WHERE author_id = \(author) AND returned_at IS NOT NULL AND submitted_at IS NULL
                AND validated_at IS NULL AND case_id IN (SELECT id FROM cases WHERE status = 'open')
            ORDER BY returned_at DESC, id LIMIT \(most)
            """
        ).map(update)
    }

    /// Updates of open cases that wait for validation, the longest first, as far as they are for these eyes.
    package func waiting(seenBy onlooker: Onlooker, most: Int) throws -> [CaseUpdate] {
        try transaction.run(
            """
            \(Self.columns) WHERE submitted_at IS NOT NULL AND validated_at IS NULL
                AND case_id IN (SELECT id FROM cases WHERE status = 'open') \(Attention.seen(by: onlooker))
            ORDER BY submitted_at, id LIMIT \(most)
            """
        ).map(update)
    }
}
