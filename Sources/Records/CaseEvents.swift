package import Domain
package import SQL

/// What happened to cases themselves.
package struct CaseEvents {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a fact behind those that the case has, in the transaction of its cause.
    package func append(_ event: CaseEvent, to caseFile: ID<CaseFile>) throws {
        try transaction.run(
            """
            INSERT INTO case_events (case_id, position, kind, at, actor_id, subject_id, detail)
            SELECT \(caseFile), COALESCE(MAX(position), 0) + 1, \(event.kind.rawValue), \(event.at), \(event.actor),
                \(event.subject), \(event.detail)
            FROM case_events WHERE case_id = \(caseFile)
            """)
    }

    /// The facts of these kinds, the newest first.
    package func all(of caseFile: ID<CaseFile>, kinds: [CaseEventKind]) throws -> [CaseEvent] {
        try transaction.run(
            """
            SELECT kind, at, actor_id, subject_id, detail FROM case_events
            WHERE case_id = \(caseFile) AND kind IN \(kinds.map(\.rawValue)) ORDER BY position DESC
            """
        ).map { row in
            CaseEvent(
                try row.word("kind"), at: try row.moment("at"), by: try row.optionalID("actor_id"),
                to: try row.optionalID("subject_id"), detail: try row.optionalText("detail"))
        }
    }
}
