package import Domain
import Records
import SQL

/// What a form about a group offers.
package struct DistributionGroupChoices: Sendable {
    package let caseFile: CaseFile?
    /// Those on the case, or everybody where the group is the organisation's; those archived and staff whose account is closed are left out.
    package let people: [Person]
    package let teams: [Team]
    package let groups: [DistributionGroup]
}

extension Installation {
    /// Whom and what a group can be made of; none where the viewer may not make one there. Reads only.
    package func distributionGroupChoices(
        for id: ID<CaseFile>?, except group: ID<DistributionGroup>? = nil, viewer: Viewer
    ) async throws -> DistributionGroupChoices? {
        try await database.read { transaction in
            let closed = Set(try StaffAccounts(transaction).all().filter { $0.disabledAt != nil }.map(\.person))
            let everybody = try People(transaction).all().filter { !closed.contains($0.id) && $0.archivedAt == nil }
            let teams = try Teams(transaction).all().filter { $0.archivedAt == nil }
            guard let id else {
                guard viewer.rights.mayKeepGroupsOfOrganisation else { return nil }
                return DistributionGroupChoices(
                    caseFile: nil, people: everybody, teams: teams,
                    groups: try DistributionGroups(transaction).ofOrganisation().filter { $0.id != group })
            }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return nil }
            let assigned = Set(try Cases(transaction).assignments(of: id).map(\.person))
            return DistributionGroupChoices(
                caseFile: caseFile, people: everybody.filter { $0.kind == .staff || assigned.contains($0.id) },
                teams: teams,
                groups: try DistributionGroups(transaction).serving(id).filter { $0.id != group })
        }
    }
}
