package import Domain
import Records
import SQL

/// One distribution group with everybody in it.
package struct ShownDistributionGroup: Sendable {
    package let group: DistributionGroup
    package let caseFile: CaseFile?
    /// The people among its members, the teams, and the groups.
    package let people: [ID<Person>: Person]
    package let teams: [ID<Team>: Team]
    package let inner: [ID<DistributionGroup>: DistributionGroup]
    /// Groups that it stands in.
    package let outer: [DistributionGroup]
    /// How many sends of cases that the viewer sees it was chosen for, and when the last was.
    package let sends: (count: Int64, last: Moment?)
    /// Whether the viewer may change it, and take it out of the choice or back into it.
    package let mayBeKept: Bool

    /// What is archived has to be offered again first.
    package var mayBeChanged: Bool { mayBeKept && group.archivedAt == nil }
}

extension Installation {
    /// A group with its members by name, archived or not; none where the viewer may not see its case. Reads only.
    package func showDistributionGroup(_ id: ID<DistributionGroup>, to viewer: Viewer) async throws
        -> ShownDistributionGroup?
    {
        try await database.read { transaction in
            guard let group = try self.group(id, for: viewer, in: transaction) else { return nil }
            let caseFile = try group.caseFile.flatMap { try Cases(transaction).find($0) }
            let people = group.members.compactMap { if case .person(let id) = $0 { id } else { nil } }
            let inner = try group.members.compactMap { member -> DistributionGroup? in
                if case .group(let id) = member { try DistributionGroups(transaction).find(id) } else { nil }
            }
            let teams = try group.members.compactMap { member -> Team? in
                if case .team(let id) = member { try Teams(transaction).find(id) } else { nil }
            }
            let outer = try DistributionGroups(transaction).containing(id).filter { other in
                guard let caseFile = other.caseFile else { return true }
                return try self.sees(viewer, caseFile, in: transaction)
            }
            let mayChange =
                caseFile.map { viewer.rights.mayChangeCases && $0.status == .open }
                ?? viewer.rights.mayKeepGroupsOfOrganisation
            return ShownDistributionGroup(
                group: group, caseFile: caseFile, people: try People(transaction).find(people),
                teams: Dictionary(teams.map { ($0.id, $0) }) { first, _ in first },
                inner: Dictionary(inner.map { ($0.id, $0) }) { first, _ in first }, outer: outer,
                sends: try DistributionGroups(transaction).uses(
                    of: id, seenBy: viewer.rights.seesEveryCase ? nil : viewer.person),
                mayBeKept: mayChange)
        }
    }

    /// The group, if the viewer may see it: everybody sees those of the organisation.
    func group(
        _ id: ID<DistributionGroup>, for viewer: Viewer, in transaction: any Transaction
    ) throws -> DistributionGroup? {
        guard let group = try DistributionGroups(transaction).find(id) else { return nil }
        guard let caseFile = group.caseFile else { return group }
        return try sees(viewer, caseFile, in: transaction) ? group : nil
    }
}
