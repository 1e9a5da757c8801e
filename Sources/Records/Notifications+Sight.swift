import Domain
import SQL

/// What a person may see of what they were told, as things are now: rights that they lost take it from their sight, and
/// rights that come back bring it back.
extension Notifications {
    /// What is about one's own account; what was sent to them, until it is revoked; and what is about a case or an update that they
    /// see.
    static func seen(by onlooker: Onlooker) -> Statement {
        """
        (notifications.case_id IS NULL
            OR notifications.kind = 'update sent' AND EXISTS (SELECT 1 FROM deliveries AS received
                JOIN sends ON sends.id = received.send_id
                WHERE received.id = notifications.delivery_id AND received.recipient_id = notifications.person_id
                    AND received.revoked_at IS NULL AND sends.revoked_at IS NULL)
            OR notifications.kind <> 'update sent' AND \(seesUpdate(onlooker)))
        """
    }

    static func seesCase(_ onlooker: Onlooker) -> Statement {
        guard !onlooker.seesEveryCase else { return "notifications.case_id IS NOT NULL" }
        return """
            notifications.case_id IN (SELECT case_id FROM assignments WHERE person_id = \(onlooker.person))
            """
    }

    /// The case, and the update if it is about one.
    static func seesUpdate(_ onlooker: Onlooker) -> Statement {
        """
        (\(seesCase(onlooker)) AND (notifications.update_id IS NULL OR \(onlooker.seesUpdate)))
        """
    }
}
