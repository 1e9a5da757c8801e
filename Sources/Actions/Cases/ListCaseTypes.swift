package import Domain
import Records
import SQL

/// A case type with how often this viewer sees it.
package struct ShownCaseType: Sendable {
    package let type: CaseType
    /// How many cases that the viewer sees have it.
    package let cases: Int64
}

extension Installation {
    /// The case types, archived ones too, in the order of the alphabet. Reads only.
    package func listCaseTypes(to viewer: Viewer) async throws -> [ShownCaseType] {
        try await database.read { transaction in
            let types = CaseTypes(transaction)
            let counts = try types.counts(seenBy: Onlooker(viewer.person, viewer.rights))
            return try types.all().map { ShownCaseType(type: $0, cases: counts[$0.id] ?? 0) }
        }
    }

    /// One of them. Reads only.
    package func showCaseType(_ id: ID<CaseType>, to viewer: Viewer) async throws -> ShownCaseType? {
        try await listCaseTypes(to: viewer).first { $0.type.id == id }
    }

    /// What can be chosen for a case now, besides the type it has. Reads only.
    package func caseTypeChoices(keeping current: ID<CaseType>?) async throws -> [CaseType] {
        try await database.read { transaction in
            try CaseTypes(transaction).all().filter { $0.archivedAt == nil || $0.id == current }
        }
    }
}
