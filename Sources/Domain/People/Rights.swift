/// What a signed-in member of staff may do. Asked before every action; whatever is not allowed here is refused.
package struct Rights: Hashable, Sendable {
    private let role: StaffRole

    package init(of role: StaffRole) { self.role = role }

    /// Cases that one is not assigned to.
    package var seesEveryCase: Bool {
        [.administrator, .owner, .manager, .auditor].contains(role)
    }

    /// A foreign case and one that does not exist answer alike, so this decides existence for the viewer.
    package func maySeeCase(assigned: Bool) -> Bool { assigned || seesEveryCase }

    /// Everything that is not reading.
    package var mayChange: Bool { role != .auditor }

    package var mayValidate: Bool { [.administrator, .owner, .manager].contains(role) }

    /// Distribution groups that every case can be sent to with.
    package var mayKeepGroupsOfOrganisation: Bool { mayValidate }

    /// Updates that nobody has validated are for those who may validate, and for whoever answers for the work on the case;
    /// their author sees them anyhow. `assigned` is one's role on the case.
    package func maySeeUnvalidated(assigned: AssignmentRole?) -> Bool {
        mayValidate || assigned == .investigator || assigned == .caseManager
    }

    /// Whether updates of this access group are for this role.
    package func maySee(_ group: AccessGroup) -> Bool { audienceRole.map(group.audience.contains) ?? true }

    /// What access groups ask for; none for those who see the updates of each.
    package var audienceRole: AudienceRole? { AudienceRole(role) }

    /// Who may see what: the access groups.
    package var mayKeepAccessGroups: Bool { mayAdminister }

    /// Stored beginnings of updates.
    package var mayKeepPresets: Bool { mayValidate }

    /// The kinds of cases that there are.
    package var mayKeepCaseTypes: Bool { mayValidate }

    /// How long a case is kept, and holds that keep it longer; also of a closed one.
    package var mayKeepRetention: Bool { mayValidate }

    /// Members of staff under one name.
    package var mayKeepTeams: Bool { mayValidate }

    package var mayOpenCases: Bool { mayChange }

    package var mayKeepPeople: Bool { mayChange }

    /// Who may sign in to the portal, of those whom one may change.
    package var mayKeepPortalAccess: Bool { mayKeepPeople }

    /// What mails may hold, and in which words.
    package var mayKeepMail: Bool { mayAdminister }

    /// Staff accounts, their roles and their passwords.
    package var mayAdminister: Bool { [.administrator, .owner].contains(role) }
}
