package import Domain
package import SQL

/// The cases of the organisation and who is assigned to them.
package struct Cases {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a case; a reference that another case has is a `constraint` fault.
    package func insert(_ caseFile: CaseFile, by person: ID<Person>) throws {
        try transaction.run(
            """
            INSERT INTO cases (id, reference, title, status, created_by, created_at)
            VALUES (\(caseFile.id), \(caseFile.reference), \(caseFile.title), \(caseFile.status.rawValue), \(person),
                \(caseFile.createdAt))
            """)
    }

    /// Reference, title and status as they are now.
    package func update(_ caseFile: CaseFile) throws {
        try transaction.run(
            """
            UPDATE cases SET reference = \(caseFile.reference), title = \(caseFile.title),
                status = \(caseFile.status.rawValue)
            WHERE id = \(caseFile.id)
            """)
    }

    /// The case of this id.
    package func find(_ id: ID<CaseFile>) throws -> CaseFile? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(caseFile)
    }

    /// The case that the organisation knows under this number.
    package func find(reference: String) throws -> CaseFile? {
        try transaction.run("\(Self.columns) WHERE reference = \(reference)").first.map(caseFile)
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

    /// When something was last written, validated or sent on each of these cases; none for a case without updates.
    package func lastActivity(of cases: [ID<CaseFile>]) throws -> [ID<CaseFile>: Moment] {
        var latest: [ID<CaseFile>: Moment] = [:]
        for part in cases.inParts {
            let rows = try transaction.run(
                """
                SELECT case_updates.case_id AS case_id, MAX(case_updates.changed_at) AS changed,
                    MAX(case_updates.validated_at) AS validated, MAX(sends.created_at) AS sent
                FROM case_updates LEFT JOIN sends ON sends.update_id = case_updates.id
                WHERE case_updates.case_id IN \(Array(part)) GROUP BY case_updates.case_id
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

    /// The parts that this person has in cases.
    package func assignments(of person: ID<Person>) throws -> [ID<CaseFile>: AssignmentRole] {
        let rows = try transaction.run(
            "SELECT case_id, person_id, role FROM assignments WHERE person_id = \(person)"
        ).map(assignment)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.caseFile, $0.role) })
    }

    /// On how many cases each person is.
    package func assignmentCounts() throws -> [ID<Person>: Int] {
        let rows = try transaction.run("SELECT person_id, COUNT(*) AS n FROM assignments GROUP BY person_id")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.id("person_id"), Int(try $0.integer("n"))) })
    }

    /// Gives the person this role on the case, in place of another one they had.
    package func assign(_ assignment: Assignment, now: Moment) throws {
        try transaction.run(
            """
            INSERT INTO assignments (case_id, person_id, role, created_at)
            VALUES (\(assignment.caseFile), \(assignment.person), \(assignment.role.rawValue), \(now))
            ON CONFLICT (case_id, person_id) DO UPDATE SET role = excluded.role
            """)
    }

    /// Takes the person off the case; nothing happens where they are not on it.
    package func unassign(_ person: ID<Person>, from caseFile: ID<CaseFile>) throws {
        try transaction.run("DELETE FROM assignments WHERE case_id = \(caseFile) AND person_id = \(person)")
    }

    /// Who is on the case, the longest first.
    package func assignments(of caseFile: ID<CaseFile>) throws -> [Assignment] {
        try transaction.run(
            "SELECT case_id, person_id, role FROM assignments WHERE case_id = \(caseFile) ORDER BY created_at, person_id"
        ).map(assignment)
    }

    /// This person's part in the case, if they have one.
    package func assignment(of person: ID<Person>, to caseFile: ID<CaseFile>) throws -> Assignment? {
        try transaction.run(
            """
            SELECT case_id, person_id, role FROM assignments
            WHERE case_id = \(caseFile) AND person_id = \(person)
            """
        ).first.map(assignment)
    }

    private static let columns: Statement = "SELECT id, reference, title, status, created_at FROM cases"

    private func caseFile(_ row: Row) throws -> CaseFile {
        CaseFile(
            id: try row.id("id"), reference: try row.text("reference"), title: try row.text("title"),
            status: try row.word("status"), createdAt: try row.moment("created_at"))
    }

    private func assignment(_ row: Row) throws -> Assignment {
        Assignment(caseFile: try row.id("case_id"), person: try row.id("person_id"), role: try row.word("role"))
    }
}
