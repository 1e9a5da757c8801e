package import Domain
import Records
import SQL

extension Installation {
    /// Who is on the cases that this viewer sees and the filter lets through, case by case, the longest first. Reads only.
    package func exportAssignments(_ filter: CaseFilter, for viewer: Viewer) async throws -> ExportedTable {
        try await database.read { transaction in
            var whole = filter
            (whole.after, whole.limit) = (nil, 1_000_000)
            let cases = try Self.found(whole, for: viewer, after: nil, in: transaction)
            let parts = try Cases(transaction).assignments(of: cases.map(\.id))
            let people = try People(transaction).find(Array(Set(parts.values.joined().map(\.person))))
            return ExportedTable(
                .assignments,
                cases.flatMap { caseFile in
                    (parts[caseFile.id] ?? []).map { part in
                        [
                            caseFile.reference, part.person.text,
                            people[part.person]?.primaryAddress?.spelling ?? "", part.role.rawValue,
                            part.isPrimary ? "yes" : "no",
                        ]
                    }
                })
        }
    }
}
