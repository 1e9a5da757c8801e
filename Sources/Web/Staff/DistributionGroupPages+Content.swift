import Actions
import Domain

extension DistributionGroupsPage {
    init(_ listed: ListedDistributionGroups, frame: WorkingFrame) {
        let new = "/distribution-groups/new"
        self.init(
            frame: frame,
            caseFile: listed.caseFile.map { CaseLink(reference: $0.reference, path: "/cases/\($0.id)/people") },
            groups: listed.groups.map(GroupRow.init),
            newForCase: listed.mayMakeOfCase ? listed.caseFile.map { "\(new)?case=\($0.id)" } : nil,
            newForOrganisation: listed.mayMakeOfOrganisation ? new : nil)
    }
}

extension DistributionGroupsPage.GroupRow {
    init(_ group: DistributionGroup) {
        let count = group.members.count
        self.init(
            path: "/distribution-groups/\(group.id)", name: group.name,
            scope: group.caseFile == nil ? "Whole organisation" : "This case", isArchived: group.archivedAt != nil,
            members: count == 1 ? "1 member" : "\(count) members")
    }
}

extension DistributionGroupPage {
    init(_ shown: ShownDistributionGroup, frame: WorkingFrame) {
        let path = "/distribution-groups/\(shown.group.id)"
        self.init(
            frame: frame, name: shown.group.name, scope: shown.scope,
            list: "/distribution-groups" + (shown.group.caseFile.map { "?case=\($0)" } ?? ""),
            isArchived: shown.group.archivedAt != nil, members: shown.group.members.map { Member($0, of: shown) },
            outer: shown.outer.map { GroupLink(name: $0.name, path: "/distribution-groups/\($0.id)") }, use: shown.use,
            edit: shown.mayBeChanged ? path + "/edit" : nil,
            archive: shown.mayBeKept ? Self.archive(shown, path) : nil)
    }
}

extension DistributionGroupPage {
    private static func archive(_ shown: ShownDistributionGroup, _ path: String) -> PostButton {
        shown.group.archivedAt == nil
            ? PostButton("Archive", action: path + "/archive", isDangerous: true, about: shown.group.name)
            : PostButton("Offer again", action: path + "/archive/deletion", about: shown.group.name)
    }
}

extension DistributionGroupPage.Member {
    init(_ member: DistributionGroup.Member, of shown: ShownDistributionGroup) {
        switch member {
        case .role(let role):
            self.init(name: role.everybody, path: nil, kind: "Role on the case", detail: "whoever has it then")
        case .person(let id):
            let person = shown.people[id]
            self.init(
                name: person?.name ?? "Somebody unknown", path: person.map { "/people/\($0.id)" },
                kind: person?.kind.word ?? "Person", detail: person?.primaryAddress?.spelling ?? "no address")
        case .team(let id):
            let team = shown.teams[id]
            self.init(
                name: team?.name ?? "A team", path: "/teams", kind: team?.kind.word ?? "Team",
                detail: team?.archivedAt == nil ? "whoever belongs to it then" : "archived: adds nobody")
        case .group(let id):
            let group = shown.inner[id]
            self.init(
                name: group?.name ?? "A group", path: "/distribution-groups/\(id)", kind: "Group",
                detail: group?.archivedAt == nil ? nil : "archived: adds nobody")
        }
    }
}

extension ShownDistributionGroup {
    /// Under which part of the navigation it stands.
    var place: NavItem.Place { group.caseFile == nil ? .people : .cases }

    var scope: String { caseFile.map { "For case \($0.reference)" } ?? "For the whole organisation" }

    var use: String {
        guard let last = sends.last else { return "Not used for a send yet." }
        return "Chosen for \(sends.count == 1 ? "1 send" : "\(sends.count) sends"), last on \(When(last).short)."
    }

    /// What somebody else saved while a form was open.
    var newerWords: String {
        let names = group.members.map { DistributionGroupPage.Member($0, of: self).name }.joined(separator: ", ")
        return
            "Somebody changed it meanwhile: it is now “\(group.name)” with \(names). Save again to keep yours."
    }
}

extension AssignmentRole {
    /// `All client contacts`
    var everybody: String {
        switch self {
        case .caseManager: "All case managers"
        case .investigator: "All investigators"
        case .employee: "All employees"
        case .clientContact: "All client contacts"
        case .affiliateContact: "All affiliate contacts"
        }
    }
}
