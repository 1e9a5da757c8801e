package import Domain
import Records
import SQL

/// Distribution groups as a list of them shows them.
package struct ListedGroups: Sendable {
    /// The case that they were asked for, if any: its own groups come first.
    package let caseFile: CaseFile?
    package let groups: [DistributionGroup]
    package let mayMakeOfOrganisation: Bool
    package let mayMakeOfCase: Bool
}

/// One distribution group with everybody in it.
package struct ShownGroup: Sendable {
    package let group: DistributionGroup
    package let caseFile: CaseFile?
    /// The people among its members, and the groups.
    package let people: [ID<Person>: Person]
    package let inner: [ID<DistributionGroup>: DistributionGroup]
    /// Groups that it stands in.
    package let outer: [DistributionGroup]
    /// How many sends it was chosen for, and when the last was.
    package let sends: (count: Int64, last: Moment?)
    package let mayBeChanged: Bool
}

/// What a form about a group offers.
package struct GroupChoices: Sendable {
    package let caseFile: CaseFile?
    /// Those on the case, or everybody where the group is the organisation's; staff whose account is closed are left out.
    package let people: [Person]
    package let groups: [DistributionGroup]
}

extension Installation {
    /// The groups that serve a case, or those of the organisation; none where the viewer may not see the case. Reads only.
    package func listGroups(of id: ID<CaseFile>?, for viewer: Viewer) async throws -> ListedGroups? {
        try await database.read { transaction in
            guard let id else {
                return ListedGroups(
                    caseFile: nil, groups: try DistributionGroups(transaction).ofOrganisation(),
                    mayMakeOfOrganisation: viewer.rights.mayKeepGroupsOfOrganisation, mayMakeOfCase: false)
            }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return nil }
            return ListedGroups(
                caseFile: caseFile, groups: try DistributionGroups(transaction).serving(id),
                mayMakeOfOrganisation: viewer.rights.mayKeepGroupsOfOrganisation,
                mayMakeOfCase: viewer.rights.mayChange && caseFile.status == .open)
        }
    }

    /// A group with its members by name, archived or not; none where the viewer may not see its case. Reads only.
    package func showGroup(_ id: ID<DistributionGroup>, to viewer: Viewer) async throws -> ShownGroup? {
        try await database.read { transaction in
            guard let group = try self.group(id, for: viewer, in: transaction) else { return nil }
            let caseFile = try group.caseFile.flatMap { try Cases(transaction).find($0) }
            let people = group.members.compactMap { if case .person(let id) = $0 { id } else { nil } }
            let inner = try group.members.compactMap { member -> DistributionGroup? in
                if case .group(let id) = member { try DistributionGroups(transaction).find(id) } else { nil }
            }
            let outer = try DistributionGroups(transaction).containing(id).filter { other in
                guard let caseFile = other.caseFile else { return true }
                return try self.sees(viewer, caseFile, in: transaction)
            }
            let mayChange =
                caseFile.map { viewer.rights.mayChange && $0.status == .open }
                ?? viewer.rights.mayKeepGroupsOfOrganisation
            return ShownGroup(
                group: group, caseFile: caseFile, people: try People(transaction).find(people),
                inner: Dictionary(inner.map { ($0.id, $0) }) { first, _ in first }, outer: outer,
                sends: try DistributionGroups(transaction).uses(of: id),
                mayBeChanged: mayChange && group.archivedAt == nil)
        }
    }

    /// Whom and what a group can be made of; none where the viewer may not make one there. Reads only.
    package func groupChoices(
        for id: ID<CaseFile>?, except group: ID<DistributionGroup>? = nil, viewer: Viewer
    ) async throws -> GroupChoices? {
        try await database.read { transaction in
            let closed = Set(try StaffAccounts(transaction).all().filter { $0.disabledAt != nil }.map(\.person))
            let everybody = try People(transaction).all().filter { !closed.contains($0.id) }
            guard let id else {
                guard viewer.rights.mayKeepGroupsOfOrganisation else { return nil }
                return GroupChoices(
                    caseFile: nil, people: everybody,
                    groups: try DistributionGroups(transaction).ofOrganisation().filter { $0.id != group })
            }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return nil }
            let assigned = Set(try Cases(transaction).assignments(of: id).map(\.person))
            return GroupChoices(
                caseFile: caseFile, people: everybody.filter { $0.kind == .staff || assigned.contains($0.id) },
                groups: try DistributionGroups(transaction).serving(id).filter { $0.id != group })
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
