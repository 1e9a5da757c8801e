/// What a signed-in member of staff may do. Asked before every action; whatever is not allowed here is refused.
package struct Rights: Hashable, Sendable {
    private let role: StaffRole
    /// What the role may do, as the organisation says.
    package let permissions: Set<Permission>

    package init(of role: StaffRole, _ permissions: Set<Permission>) {
        self.role = role
        self.permissions = permissions
    }

    /// Cases that one is not assigned to.
    package var seesEveryCase: Bool { permissions.contains(.seeEveryCase) }

    /// A foreign case and one that does not exist answer alike, so this decides existence for the viewer.
    package func maySeeCase(assigned: Bool) -> Bool { assigned || seesEveryCase }

    package var mayOpenCases: Bool { permissions.contains(.openCases) }

    /// What a case is called, who is on it, whether it is open, and its distribution groups.
    package var mayChangeCases: Bool { permissions.contains(.changeCases) }

    /// How long a case is kept, and holds that keep it longer; also of a closed one.
    package var mayKeepRetention: Bool { permissions.contains(.keepRetention) }

    /// Drafts with their files, also those of others.
    package var mayWriteUpdates: Bool { permissions.contains(.writeUpdates) }

    package var mayValidate: Bool { permissions.contains(.validateUpdates) }

    /// Updates that nobody has validated are for those who may see them everywhere, and for whoever answers for the work on the
    /// case; their author sees them anyhow. `assigned` is one's role on the case.
    package func maySeeUnvalidated(assigned: AssignmentRole?) -> Bool {
        permissions.contains(.seeUnvalidated) || assigned == .investigator || assigned == .caseManager
    }

    /// Sends, and what is done about one afterwards: mailing it again, longer links, taking it back, revoking it.
    package var maySendUpdates: Bool { permissions.contains(.sendUpdates) }

    /// Whether updates of this access group are for this role.
    package func maySee(_ group: AccessGroup) -> Bool { group.isFor(role) }

    /// What access groups ask for; none for those who see the updates of each.
    package var audienceRole: AudienceRole? { AudienceRole(role) }

    /// Who may see what: the access groups.
    package var mayKeepAccessGroups: Bool { mayAdminister }

    /// Distribution groups that every case can be sent to with.
    package var mayKeepGroupsOfOrganisation: Bool { permissions.contains(.keepOrganisationGroups) }

    /// Stored beginnings of updates.
    package var mayKeepPresets: Bool { permissions.contains(.keepPresets) }

    /// The kinds of cases that there are.
    package var mayKeepCaseTypes: Bool { permissions.contains(.keepCaseTypes) }

    /// Members of staff under one name.
    package var mayKeepTeams: Bool { permissions.contains(.keepTeams) }

    /// Contacts and prospects.
    package var mayKeepPeople: Bool { permissions.contains(.keepPeople) }

    /// Who may sign in to the portal, of those whom one may change.
    package var mayKeepPortalAccess: Bool { permissions.contains(.keepPortalAccess) }

    /// What mails may hold, and in which words.
    package var mayKeepMail: Bool { mayAdminister }

    /// What each role may do.
    package var mayKeepPermissions: Bool { mayAdminister }

    /// Staff accounts, their roles and their passwords.
    package var mayAdminister: Bool { role.administers }
}
