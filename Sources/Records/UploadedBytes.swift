package import Domain
package import SQL

/// How much each member of staff uploaded lately.
package struct UploadedBytes {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// This person uploaded so many bytes. They count for the day also where the file is taken off again.
    package func add(_ bytes: Int64, by person: ID<Person>, now: Moment) throws {
        try transaction.run("INSERT INTO uploads (person_id, bytes, at) VALUES (\(person), \(bytes), \(now))")
    }

    /// Bytes uploaded after `since`.
    package func total(by person: ID<Person>, since: Moment) throws -> Int64 {
        try transaction.run(
            """
            SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) AS n FROM uploads
            WHERE person_id = \(person) AND at > \(since)
            """
        ).first?.integer("n") ?? 0
    }

    /// Bytes that this person's files take in drafts nobody has validated.
    package func inDrafts(by person: ID<Person>) throws -> Int64 {
        try transaction.run(
            """
            SELECT CAST(COALESCE(SUM(attachments.size), 0) AS BIGINT) AS n
            FROM attachments JOIN case_updates ON case_updates.id = attachments.update_id
            WHERE attachments.uploaded_by = \(person) AND case_updates.validated_at IS NULL
            """
        ).first?.integer("n") ?? 0
    }

    /// Forgets what no limit looks at any more.
    package func forget(before: Moment) throws {
        try transaction.run("DELETE FROM uploads WHERE at < \(before)")
    }
}
