import Cryptography
package import Domain
import Records
import SQL

/// How closing several cases, or opening them again, ends.
package enum ChangedCaseStatuses: Hashable, Sendable {
    case notAllowed
    /// What became of each case stands in the act of this id; also where it was done before.
    case changed(ID<CaseStatusChange>)
}

/// What would become of several cases, or became of them.
package struct ShownStatusChange: Sendable {
    package let status: CaseStatus
    /// None before it is done.
    package let at: Moment?
    package let items: [Item]

    /// One case; none of its facts where this viewer sees it no more.
    package struct Item: Sendable {
        package let id: ID<CaseFile>
        package let caseFile: CaseFile?
        package let outcome: CaseStatusChange.Outcome
    }
}

extension Installation {
    /// A name for an act that is about to be confirmed: the same name does it once.
    package func newStatusChange() throws -> ID<CaseStatusChange> { try world.newID() }

    /// What would become of each of these cases now. Reads only.
    package func checkStatusChange(
        _ status: CaseStatus, of cases: [ID<CaseFile>], for viewer: Viewer
    ) async throws -> ShownStatusChange {
        try await database.read { transaction in
            let items = try Self.once(cases).map { id in
                let found = try self.caseFile(id, for: viewer, in: transaction)
                return ShownStatusChange.Item(
                    id: id, caseFile: found,
                    outcome: found.map { $0.status == status ? .alreadySo : .done } ?? .notFound)
            }
            return ShownStatusChange(status: status, at: nil, items: items)
        }
    }

    /// Closes these cases or opens them again, each looked at anew: whether this viewer sees it, and how it stands.
    package func changeStatuses(
        _ status: CaseStatus, of cases: [ID<CaseFile>], as id: ID<CaseStatusChange>, by viewer: Viewer
    ) async throws -> ChangedCaseStatuses {
        let now = world.now()
        let cases = Self.once(cases)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayChangeCases else { return .notAllowed }
            let changes = CaseStatusChanges(transaction)
            guard try changes.begin(id, to: status, by: viewer.person, now: now) else { return .changed(id) }
            let items = try cases.map { caseFile in
                guard try self.caseFile(caseFile, for: viewer, in: transaction) != nil else {
                    return CaseStatusChange.Item(caseFile: caseFile, outcome: .notFound)
                }
                let isDone = try Self.setStatus(status, of: caseFile, by: viewer, now: now, in: transaction)
                return CaseStatusChange.Item(caseFile: caseFile, outcome: isDone ? .done : .alreadySo)
            }
            try changes.insert(items, of: id)
            try self.note(id, now: now, in: transaction)
            return .changed(id)
        }
    }

    /// What became of the cases; for whoever did it. Reads only.
    package func showStatusChange(
        _ id: ID<CaseStatusChange>, to viewer: Viewer
    ) async throws -> ShownStatusChange? {
        try await database.read { transaction in
            guard let change = try CaseStatusChanges(transaction).find(id), change.person == viewer.person else {
                return nil
            }
            let items = try change.items.map { item in
                ShownStatusChange.Item(
                    id: item.caseFile, caseFile: try self.caseFile(item.caseFile, for: viewer, in: transaction),
                    outcome: item.outcome)
            }
            return ShownStatusChange(status: change.status, at: change.at, items: items)
        }
    }

    private static func once(_ cases: [ID<CaseFile>]) -> [ID<CaseFile>] {
        var seen: Set<ID<CaseFile>> = []
        return Array(cases.filter { seen.insert($0).inserted }.prefix(CaseStatusChange.most))
    }
}
