package import Domain
package import SQL

/// Mails about notifications that wait for more of them: at most one for each person, from the first notification on.
package struct NotificationMails {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Has a mail written to this person at `moment`; one that waits already keeps its own, so that a stream of events delays it
    /// no further (N-30).
    ///
    /// The row that waits is written to all the same: whoever takes it at this moment comes after this transaction, and finds
    /// its notification.
    package func expect(_ person: ID<Person>, at moment: Moment) throws {
        try transaction.run(
            """
            INSERT INTO notification_mails (person_id, due_at) VALUES (\(person), \(moment))
            ON CONFLICT (person_id) DO UPDATE SET due_at = notification_mails.due_at
            """)
    }

    /// When the next one is to be written.
    package func nextDue() throws -> Moment? {
        try transaction.run("SELECT MIN(due_at) AS at FROM notification_mails").first?.optionalMoment("at")
    }

    /// To whom one is to be written now, the longest waiting first.
    package func due(most: Int, now: Moment) throws -> [ID<Person>] {
        try transaction.run(
            """
            SELECT person_id FROM notification_mails WHERE due_at <= \(now) ORDER BY due_at, person_id LIMIT \(most)
            """
        ).map { try $0.id("person_id") }
    }

    /// Takes it to be written; false where somebody else did, or where it is not due.
    package func take(_ person: ID<Person>, now: Moment) throws -> Bool {
        try transaction.change("DELETE FROM notification_mails WHERE person_id = \(person) AND due_at <= \(now)") > 0
    }
}
