package import Domain
import Records
import SQL

/// Distribution groups as a list of them shows them.
package struct ListedDistributionGroups: Sendable {
    /// The case that they were asked for, if any: its own groups come first.
    package let caseFile: CaseFile?
    package let groups: [DistributionGroup]
    package let mayMakeOfOrganisation: Bool
    package let mayMakeOfCase: Bool
}

extension Installation {
    /// The groups that serve a case, or those of the organisation, archived ones too; none where the viewer may not see the case. Reads only.
    package func listDistributionGroups(of id: ID<CaseFile>?, for viewer: Viewer) async throws
        -> ListedDistributionGroups?
    {
        try await database.read { transaction in
            guard let id else {
                return ListedDistributionGroups(
                    caseFile: nil, groups: try DistributionGroups(transaction).all(of: nil),
                    mayMakeOfOrganisation: viewer.rights.mayKeepGroupsOfOrganisation, mayMakeOfCase: false)
            }
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return nil }
            return ListedDistributionGroups(
                caseFile: caseFile,
                groups: try DistributionGroups(transaction).all(of: id)
                    + DistributionGroups(transaction).all(of: nil),
                mayMakeOfOrganisation: viewer.rights.mayKeepGroupsOfOrganisation,
                mayMakeOfCase: viewer.rights.mayChangeCases && caseFile.status == .open)
        }
    }
}
