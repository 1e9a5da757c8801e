package import Domain
package import SQL

/// Acts that closed, or opened again, several cases: what became of each.
package struct CaseStatusChanges {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Begins the act; false where it was done before.
    package func begin(
        _ id: ID<CaseStatusChange>, to status: CaseStatus, by person: ID<Person>, now: Moment
    ) throws -> Bool {
        try transaction.change(
            """
            INSERT INTO case_status_changes (id, person_id, status, at)
            VALUES (\(id), \(person), \(status.rawValue), \(now)) ON CONFLICT (id) DO NOTHING
            """) > 0
    }

    /// What became of the cases, in their order.
    package func insert(_ items: [CaseStatusChange.Item], of id: ID<CaseStatusChange>) throws {
        for (index, item) in items.enumerated() {
            try transaction.run(
                """
                INSERT INTO case_status_change_items (change_id, position, case_id, outcome)
                VALUES (\(id), \(Int64(index + 1)), \(item.caseFile), \(item.outcome.rawValue))
                """)
        }
    }

    /// The act of this id.
    package func find(_ id: ID<CaseStatusChange>) throws -> CaseStatusChange? {
        guard
            let row = try transaction.run(
                "SELECT person_id, status, at FROM case_status_changes WHERE id = \(id)"
            ).first
        else { return nil }
        let items = try transaction.run(
            "SELECT case_id, outcome FROM case_status_change_items WHERE change_id = \(id) ORDER BY position"
        ).map { CaseStatusChange.Item(caseFile: try $0.id("case_id"), outcome: try $0.word("outcome")) }
        return CaseStatusChange(
            id: id, person: try row.id("person_id"), status: try row.word("status"), at: try row.moment("at"),
            items: items)
    }
}
