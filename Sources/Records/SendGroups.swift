package import Domain
package import SQL

/// Which groups a send was addressed to, and who of them was left out: part of its history.
package struct SendGroups {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Notes what was chosen; the names are kept as they are now.
    package func insert(_ groups: [DistributionGroup], skipped: [SkippedRecipient], of send: ID<Send>) throws {
        for (position, group) in groups.enumerated() {
            try transaction.run(
                """
                INSERT INTO send_groups (send_id, position, group_id, name)
                VALUES (\(send), \(position), \(group.id), \(group.name))
                """)
        }
        for (position, recipient) in skipped.enumerated() {
            try transaction.run(
                """
                INSERT INTO skipped_recipients (send_id, position, person_id, reason)
                VALUES (\(send), \(position), \(recipient.person), \(recipient.reason.rawValue))
                """)
        }
    }

    /// The names of the groups, as they were when it was sent.
    package func names(of send: ID<Send>) throws -> [String] {
        try transaction.run("SELECT name FROM send_groups WHERE send_id = \(send) ORDER BY position")
            .map { try $0.text("name") }
    }

    /// Who was left out, in the order of the groups.
    package func skipped(of send: ID<Send>) throws -> [SkippedRecipient] {
        try transaction.run(
            "SELECT person_id, reason FROM skipped_recipients WHERE send_id = \(send) ORDER BY position"
        ).map { SkippedRecipient(person: try $0.id("person_id"), reason: try $0.word("reason")) }
    }
}
