package import Domain
package import SQL

/// The case updates, drafts and validated ones.
package struct CaseUpdates {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a draft, its version 1.
    package func insert(_ update: CaseUpdate) throws {
        try transaction.run(
            """
            INSERT INTO case_updates (id, case_id, title, body, body_format, author_id, access_group_id, version,
                created_at, changed_at)
            VALUES (\(update.id), \(update.caseFile), \(update.title), \(update.body.text),
                \(update.body.format.rawValue), \(update.author), \(update.accessGroup), 1, \(update.createdAt),
                \(update.createdAt))
            """)
    }

    /// The update of this id, draft or validated.
    package func find(_ id: ID<CaseUpdate>) throws -> CaseUpdate? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(update)
    }

    /// How often the draft was changed: what a form carries so that nobody overwrites a newer text unseen.
    package func version(of id: ID<CaseUpdate>) throws -> Int64? {
        try transaction.run("SELECT version FROM case_updates WHERE id = \(id)").first?.integer("version")
    }

    /// When the text of each was last written, and how often.
    package func lastChanges(of ids: [ID<CaseUpdate>]) throws -> [ID<CaseUpdate>: (version: Int64, at: Moment)] {
        let rows = try ids.inParts.flatMap { part in
            try transaction.run("SELECT id, version, changed_at FROM case_updates WHERE id IN \(Array(part))")
        }
        return try rows.reduce(into: [:]) { changes, row in
            changes[try row.id("id")] = (try row.integer("version"), try row.moment("changed_at"))
        }
    }

    /// Newest first.
    package func all(of caseFile: ID<CaseFile>) throws -> [CaseUpdate] {
        try transaction.run("\(Self.columns) WHERE case_id = \(caseFile) ORDER BY created_at DESC, id").map(update)
    }

    /// Changes a draft that still has `version`; false if it was validated or changed meanwhile.
    package func change(
        _ id: ID<CaseUpdate>, title: String, body: UpdateBody, group: ID<AccessGroup>, version: Int64, now: Moment
    ) throws -> Bool {
        try transaction.change(
            """
            UPDATE case_updates SET title = \(title), body = \(body.text), body_format = \(body.format.rawValue),
                access_group_id = \(group), version = version + 1, changed_at = \(now)
            WHERE id = \(id) AND version = \(version) AND validated_at IS NULL
            """
        ) > 0
    }

    static let columns: Statement = """
        SELECT id, case_id, title, body, body_format, author_id, access_group_id, created_at, submitted_by, submitted_at,
            returned_by, returned_at, return_reason, validated_by, validated_at, validated_unseen
        FROM case_updates
        """

    func update(_ row: Row) throws -> CaseUpdate {
        let format: UpdateBody.Format = try row.word("body_format")
        let text = try row.text("body")
        return CaseUpdate(
            id: try row.id("id"), caseFile: try row.id("case_id"), title: try row.text("title"),
            body: try row.stored("body") { try UpdateBody(reading: text, format: format) },
            author: try row.id("author_id"), createdAt: try row.moment("created_at"),
            accessGroup: try row.optionalID("access_group_id") ?? AccessGroup.standard,
            submission: try submission(row), giveBack: try giveBack(row), validation: try validation(row))
    }

    private func submission(_ row: Row) throws -> Submission? {
        guard let by: ID<Person> = try row.optionalID("submitted_by"), let at = try row.optionalMoment("submitted_at")
        else { return nil }
        return Submission(by: by, at: at)
    }

    private func giveBack(_ row: Row) throws -> GiveBack? {
        guard let by: ID<Person> = try row.optionalID("returned_by"), let at = try row.optionalMoment("returned_at")
        else { return nil }
        return GiveBack(by: by, at: at, reason: try row.optionalText("return_reason") ?? "")
    }

    private func validation(_ row: Row) throws -> Validation? {
        guard let by: ID<Person> = try row.optionalID("validated_by"), let at = try row.optionalMoment("validated_at")
        else { return nil }
        return Validation(by: by, at: at, isAutomatic: try row.optionalInteger("validated_unseen") == 1)
    }
}
