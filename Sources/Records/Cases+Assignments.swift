package import Domain
import SQL

/// Who is on the cases.
extension Cases {
    /// The parts that this person has in cases.
    package func assignments(of person: ID<Person>) throws -> [ID<CaseFile>: AssignmentRole] {
        let rows = try transaction.run("\(Self.parts) WHERE person_id = \(person)").map(assignment)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.caseFile, $0.role) })
    }

    /// On how many cases each person is.
    package func assignmentCounts() throws -> [ID<Person>: Int] {
        let rows = try transaction.run("SELECT person_id, COUNT(*) AS n FROM assignments GROUP BY person_id")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.id("person_id"), Int(try $0.integer("n"))) })
    }

    /// Gives the person this role on the case, in place of another one they had. One who is to be the primary of the role takes
    /// over from whoever was; one who is not, and changes role, is primary no more.
    package func assign(_ assignment: Assignment, now: Moment) throws {
        let (caseFile, role) = (assignment.caseFile, assignment.role.rawValue)
        if assignment.isPrimary {
            try transaction.run(
                """
                UPDATE assignments SET primary_at = NULL
                WHERE case_id = \(caseFile) AND role = \(role) AND person_id <> \(assignment.person)
                """)
        }
        let primaryAt: Moment? = assignment.isPrimary ? now : nil
        try transaction.run(
            """
            INSERT INTO assignments (case_id, person_id, role, created_at, primary_at)
            VALUES (\(caseFile), \(assignment.person), \(role), \(now), \(primaryAt))
            ON CONFLICT (case_id, person_id) DO UPDATE SET role = excluded.role, primary_at = excluded.primary_at
            """)
    }

    /// Takes the person off the case; false where they are not on it.
    @discardableResult
    package func unassign(_ person: ID<Person>, from caseFile: ID<CaseFile>) throws -> Bool {
        try transaction.change("DELETE FROM assignments WHERE case_id = \(caseFile) AND person_id = \(person)") > 0
    }

    /// Who is on the case, the longest first.
    package func assignments(of caseFile: ID<CaseFile>) throws -> [Assignment] {
        try transaction.run("\(Self.parts) WHERE case_id = \(caseFile) ORDER BY created_at, person_id").map(assignment)
    }

    /// Who is on each of these cases, the longest first.
    package func assignments(of cases: [ID<CaseFile>]) throws -> [ID<CaseFile>: [Assignment]] {
        let parts = try cases.inParts.flatMap { part in
            try transaction.run("\(Self.parts) WHERE case_id IN \(Array(part)) ORDER BY created_at, person_id")
        }.map(assignment)
        return Dictionary(grouping: parts, by: \.caseFile)
    }

    /// This person's part in the case, if they have one.
    package func assignment(of person: ID<Person>, to caseFile: ID<CaseFile>) throws -> Assignment? {
        try transaction.run("\(Self.parts) WHERE case_id = \(caseFile) AND person_id = \(person)").first
            .map(assignment)
    }

    private static let parts: Statement = "SELECT case_id, person_id, role, primary_at FROM assignments"

    private func assignment(_ row: Row) throws -> Assignment {
        Assignment(
            caseFile: try row.id("case_id"), person: try row.id("person_id"), role: try row.word("role"),
            isPrimary: try row.optionalInteger("primary_at") != nil)
    }
}
