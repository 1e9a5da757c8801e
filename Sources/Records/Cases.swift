package import Domain
package import SQL

/// The cases of the organisation. Who is assigned to them stands in `Cases+Assignments`, the list in `Cases+Search`.
package struct Cases {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a case; a reference that another case has is a `constraint` fault.
    package func insert(_ caseFile: CaseFile, by person: ID<Person>) throws {
        try transaction.run(
            """
            INSERT INTO cases (id, reference, title, status, type_id, asks_for_code, created_by, created_at, closed_at)
            VALUES (\(caseFile.id), \(caseFile.reference), \(caseFile.title), \(caseFile.status.rawValue),
                \(caseFile.type), \(caseFile.asksForCode), \(person), \(caseFile.createdAt),
                \(caseFile.retention.closedAt))
            """)
    }

    /// Reference, title, type, and whether it asks for codes, as they are now.
    package func update(_ caseFile: CaseFile) throws {
        try transaction.run(
            """
            UPDATE cases SET reference = \(caseFile.reference), title = \(caseFile.title), type_id = \(caseFile.type),
                asks_for_code = \(caseFile.asksForCode)
            WHERE id = \(caseFile.id)
            """)
    }

    /// Closes a case or opens it again; false where it was so before.
    package func setStatus(_ status: CaseStatus, of id: ID<CaseFile>, now: Moment) throws -> Bool {
        let closedAt: Moment? = status == .closed ? now : nil
        return try transaction.change(
            """
            UPDATE cases SET status = \(status.rawValue), closed_at = \(closedAt)
            WHERE id = \(id) AND status <> \(status.rawValue)
            """) > 0
    }

    /// The period of this case; none: the organisation's.
    package func setRetention(_ months: RetentionMonths?, of id: ID<CaseFile>) throws {
        try transaction.run("UPDATE cases SET retention_months = \(months?.count) WHERE id = \(id)")
    }

    /// Keeps a case from going; false where a hold is on it already.
    package func placeHold(_ hold: LegalHold, on id: ID<CaseFile>) throws -> Bool {
        try transaction.change(
            """
            UPDATE cases SET hold_by = \(hold.by), hold_at = \(hold.at), hold_reason = \(hold.reason)
            WHERE id = \(id) AND hold_at IS NULL
            """) > 0
    }

    /// Ends the hold; false where there is none.
    package func liftHold(on id: ID<CaseFile>) throws -> Bool {
        try transaction.change(
            """
            UPDATE cases SET hold_by = NULL, hold_at = NULL, hold_reason = NULL
            WHERE id = \(id) AND hold_at IS NOT NULL
            """) > 0
    }

    /// The case of this id.
    package func find(_ id: ID<CaseFile>) throws -> CaseFile? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(caseFile)
    }

    /// Which of these words are references of cases, by the reference as it is stored.
    package func references(among words: [String]) throws -> [String] {
        try words.inParts.flatMap { part in
            try transaction.run("SELECT reference FROM cases WHERE reference IN \(Array(part))")
        }.map { try $0.text("reference") }
    }

    /// The case that the organisation knows under this number.
    package func find(reference: String) throws -> CaseFile? {
        try transaction.run("\(Self.columns) WHERE reference = \(reference)").first.map(caseFile)
    }

    /// The cases that the organisation knows under these numbers.
    package func find(references: [String]) throws -> [CaseFile] {
        try references.inParts.flatMap { part in
            try transaction.run("\(Self.columns) WHERE reference IN \(Array(part))")
        }.map(caseFile)
    }

    /// Newest first: all of them, or those that `person` is assigned to.
    package func all(assignedTo person: ID<Person>? = nil) throws -> [CaseFile] {
        guard let person else {
            return try transaction.run("\(Self.columns) ORDER BY created_at DESC, id").map(caseFile)
        }
        return try transaction.run(
            """
            \(Self.columns) WHERE id IN (SELECT case_id FROM assignments WHERE person_id = \(person))
            ORDER BY created_at DESC, id
            """
        ).map(caseFile)
    }

    /// When something was last written, validated or sent on each of these cases, as far as it is for these eyes; none for a
    /// case without such updates.
    package func lastActivity(
        of cases: [ID<CaseFile>], seenBy onlooker: Onlooker
    ) throws -> [ID<CaseFile>: Moment] {
        var latest: [ID<CaseFile>: Moment] = [:]
        for part in cases.inParts {
            let rows = try transaction.run(
                """
                SELECT case_updates.case_id AS case_id, MAX(case_updates.changed_at) AS changed,
                    MAX(case_updates.validated_at) AS validated, MAX(sends.created_at) AS sent
                FROM case_updates LEFT JOIN sends ON sends.update_id = case_updates.id
                WHERE case_updates.case_id IN \(Array(part)) AND \(onlooker.seesUpdate) GROUP BY case_updates.case_id
                """)
            for row in rows {
                let moments = try [
                    row.optionalMoment("changed"), row.optionalMoment("validated"), row.optionalMoment("sent"),
                ]
                latest[try row.id("case_id")] = moments.compactMap { $0 }.max()
            }
        }
        return latest
    }

    static let columns: Statement = """
        SELECT id, reference, title, status, created_at, type_id, closed_at, retention_months, hold_by, hold_at, hold_reason,
            asks_for_code
        FROM cases
        """

    func caseFile(_ row: Row) throws -> CaseFile {
        let retention = CaseRetention(
            closedAt: try row.optionalMoment("closed_at"),
            months: try row.optionalInteger("retention_months").map(RetentionMonths.init(stored:)),
            hold: try hold(row))
        return CaseFile(
            id: try row.id("id"), reference: try row.text("reference"), title: try row.text("title"),
            status: try row.word("status"), createdAt: try row.moment("created_at"),
            type: try row.optionalID("type_id"), retention: retention, asksForCode: try row.flag("asks_for_code"))
    }

    private func hold(_ row: Row) throws -> LegalHold? {
        guard let by: ID<Person> = try row.optionalID("hold_by"), let at = try row.optionalMoment("hold_at") else {
            return nil
        }
        return LegalHold(by: by, at: at, reason: try row.optionalText("hold_reason") ?? "")
    }
}
