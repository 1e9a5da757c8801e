import Cryptography
package import Domain
import Records
import SQL

/// A case with a page of the updates that are for this viewer.
package struct ShownCase: Sendable {
    package let caseFile: CaseFile
    package let labels: CaseLabels
    /// The viewer's own role on it.
    package let role: AssignmentRole?
    /// The newest first.
    package let updates: [ShownUpdate]
    /// What the next page comes after; nil on the last.
    package let next: ID<CaseUpdate>?
}

/// A case with the people on it.
package struct CasePeople: Sendable {
    package let caseFile: CaseFile
    package let assigned: [(person: Person, part: Assignment)]
    /// Everybody else who is not archived, by name.
    package let others: [Person]
}

/// One page of a case's updates.
package struct UpdateList: Sendable {
    package let updates: [ShownUpdate]
    /// What the next page comes after; nil on the last.
    package let next: ID<CaseUpdate>?
    /// Whether it begins anew, because what it was to come after is not there.
    package let beginsAnew: Bool
}

extension Installation {
    /// The case alone; none for what this viewer may not see. Reads only.
    package func findCase(_ id: ID<CaseFile>, for viewer: Viewer) async throws -> CaseFile? {
        try await database.read { try self.caseFile(id, for: viewer, in: $0) }
    }

    /// The case with its labels; none for what this viewer may not see. Reads only.
    package func findLabelledCase(
        _ id: ID<CaseFile>, for viewer: Viewer
    ) async throws -> LabelledCase? {
        try await database.read { transaction in
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return nil }
            let labels = try Self.labels(of: caseFile, in: transaction)
            return LabelledCase(caseFile: caseFile, labels: labels, version: try CaseVersion(caseFile, labels))
        }
    }

    /// Updates of a case, the newest first; none for what this viewer may not see. Reads only.
    package func listUpdates(
        of id: ID<CaseFile>, after: ID<CaseUpdate>?, limit: Int, to viewer: Viewer
    ) async throws -> UpdateList? {
        try await database.read { transaction in
            guard try self.caseFile(id, for: viewer, in: transaction) != nil else { return nil }
            let page = ListPage(
                of: try self.updates(of: id, for: viewer, in: transaction), after: after, key: \.id, size: limit)
            return UpdateList(
                updates: try Self.shown(page.items, in: transaction), next: page.next,
                beginsAnew: page.beginsAnew)
        }
    }

    /// The case and its updates from behind `after`; none for what this viewer may not see. Reads only.
    package func showCase(
        _ id: ID<CaseFile>, after: ID<CaseUpdate>? = nil, limit: Int = 20, to viewer: Viewer
    ) async throws -> ShownCase? {
        let now = world.now()
        return try await database.read { transaction in
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return nil }
            shownPages.note(.caseFile(id), to: viewer, now: now)
            let page = ListPage(
                of: try self.updates(of: id, for: viewer, in: transaction), after: after, key: \.id, size: limit)
            let role = try Cases(transaction).assignment(of: viewer.person, to: id)?.role
            let labels = try Self.labels(of: caseFile, in: transaction)
            return ShownCase(
                caseFile: caseFile, labels: labels, role: role, updates: try Self.shown(page.items, in: transaction),
                next: page.next)
        }
    }

    /// The case and who is on it; none for what this viewer may not see. Reads only.
    package func showCasePeople(_ id: ID<CaseFile>, to viewer: Viewer) async throws -> CasePeople? {
        try await database.read { transaction in
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return nil }
            let everybody = try People(transaction).all()
            let byID = Dictionary(uniqueKeysWithValues: everybody.map { ($0.id, $0) })
            let assignments = try Cases(transaction).assignments(of: id)
            let assigned = assignments.compactMap { part in byID[part.person].map { (person: $0, part: part) } }
            let taken = Set(assignments.map(\.person))
            return CasePeople(
                caseFile: caseFile, assigned: assigned,
                others: everybody.filter { !taken.contains($0.id) && $0.archivedAt == nil })
        }
    }
}
