/// A saved set of recipients, resolved to people at the moment of sending (TR-09).
package struct DistributionGroup: Hashable, Sendable {
    package let id: ID<DistributionGroup>
    package let name: String
    /// The case that it is for; none for one of the whole organisation.
    package let caseFile: ID<CaseFile>?
    package let members: [Member]
    /// Goes up with each change: what a form has to have seen.
    package let version: Int64
    package let archivedAt: Moment?

    /// Who belongs to it.
    package enum Member: Hashable, Sendable {
        case person(ID<Person>)
        /// Whoever has this role on the case that is sent from.
        case role(AssignmentRole)
        /// Whoever belongs to this team of staff.
        case team(ID<Team>)
        /// Whoever belongs to another one.
        case group(ID<DistributionGroup>)
    }

    package init(
        id: ID<DistributionGroup>, name: String, caseFile: ID<CaseFile>?, members: [Member], version: Int64,
        archivedAt: Moment?
    ) {
        self.id = id
        self.name = name
        self.caseFile = caseFile
        self.members = members
        self.version = version
        self.archivedAt = archivedAt
    }

    /// Whether it can be chosen when something of this case is sent.
    package func serves(_ other: ID<CaseFile>) -> Bool { archivedAt == nil && (caseFile == nil || caseFile == other) }
}
