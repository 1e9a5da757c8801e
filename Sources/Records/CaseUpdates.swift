package import Domain
package import SQL

/// The case updates, drafts and validated ones.
package struct CaseUpdates {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a draft, its version 1.
    package func insert(_ update: CaseUpdate) throws {
        try transaction.run(
            """
            INSERT INTO case_updates (id, case_id, title, body, body_format, author_id, version, created_at, changed_at)
            VALUES (\(update.id), \(update.caseFile), \(update.title), \(update.body.text),
                \(update.body.format.rawValue), \(update.author), 1, \(update.createdAt), \(update.createdAt))
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

    /// When the text was last written, and how often.
    package func lastChange(of id: ID<CaseUpdate>) throws -> (version: Int64, at: Moment)? {
        try transaction.run("SELECT version, changed_at FROM case_updates WHERE id = \(id)").first.map {
            (try $0.integer("version"), try $0.moment("changed_at"))
        }
    }

    /// Newest first.
    package func all(of caseFile: ID<CaseFile>) throws -> [CaseUpdate] {
        try transaction.run("\(Self.columns) WHERE case_id = \(caseFile) ORDER BY created_at DESC, id").map(update)
    }

    /// Changes a draft that still has `version`; false if it was validated or changed meanwhile.
    package func change(
        _ id: ID<CaseUpdate>, title: String, body: UpdateBody, version: Int64, now: Moment
    ) throws -> Bool {
        try transaction.change(
            """
            UPDATE case_updates SET title = \(title), body = \(body.text), body_format = \(body.format.rawValue),
                version = version + 1, changed_at = \(now)
            WHERE id = \(id) AND version = \(version) AND validated_at IS NULL
            """
        ) > 0
    }

    /// Makes a draft permanent; false if somebody already did.
    package func validate(_ id: ID<CaseUpdate>, by person: ID<Person>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE case_updates SET validated_by = \(person), validated_at = \(now)
            WHERE id = \(id) AND validated_at IS NULL
            """
        ) > 0
    }

    private static let columns: Statement = """
        SELECT id, case_id, title, body, body_format, author_id, created_at, validated_by, validated_at
        FROM case_updates
        """

    private func update(_ row: Row) throws -> CaseUpdate {
        let format: UpdateBody.Format = try row.word("body_format")
        let text = try row.text("body")
        var validation: Validation?
        if let by: ID<Person> = try row.optionalID("validated_by"), let at = try row.optionalMoment("validated_at") {
            validation = Validation(by: by, at: at)
        }
        return CaseUpdate(
            id: try row.id("id"), caseFile: try row.id("case_id"), title: try row.text("title"),
            body: try row.stored("body") { try UpdateBody(reading: text, format: format) },
            author: try row.id("author_id"), createdAt: try row.moment("created_at"), validation: validation)
    }
}
