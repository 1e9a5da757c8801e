package import Domain
import Records
import SQL

/// How long a case is kept, and how that came about.
package struct ShownRetention: Sendable {
    package let caseFile: CaseFile
    /// The organisation's period; none: until somebody says otherwise.
    package let standard: RetentionMonths?
    /// When the period ends, hold or not.
    package let due: Moment?
    /// Changes of the period and holds, the newest first.
    package let history: [CaseEvent]
    /// Everybody whom hold and history name.
    package let people: [ID<Person>: Person]
}

extension Installation {
    /// How long a case is kept; none for what this viewer may not see. Reads only.
    package func showRetention(of id: ID<CaseFile>, to viewer: Viewer) async throws -> ShownRetention? {
        try await database.read { transaction in
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return nil }
            let history = try CaseEvents(transaction).all(
                of: id, kinds: [.closed, .reopened, .retentionChanged, .holdPlaced, .holdLifted])
            let people = history.compactMap(\.actor) + [caseFile.retention.hold?.by].compactMap { $0 }
            let standard = self.organisation.caseRetention
            return ShownRetention(
                caseFile: caseFile, standard: standard, due: caseFile.retention.due(standard: standard),
                history: history, people: try People(transaction).find(Array(Set(people))))
        }
    }
}
