import Actions
import Domain

extension DistributionGroupFormPage {
    init(
        _ choices: DistributionGroupChoices, _ entry: DistributionGroupEntry, _ reading: FormReading,
        of shown: ShownDistributionGroup?,
        frame: WorkingFrame
    ) {
        let path = shown.map { "/distribution-groups/\($0.group.id)" }
        let asked = choices.caseFile.map { "?case=\($0.id)" } ?? ""
        self.init(
            frame: frame, isNew: shown == nil,
            scope: choices.caseFile.map { "For case \($0.reference)" } ?? "For the whole organisation",
            action: path.map { "\($0)?version=\(entry.version ?? 0)" } ?? "/distribution-groups\(asked)",
            name: reading.field("name", entry.name), membersError: reading.error("members"),
            blocks: Self.blocks(choices, entry), cancel: path ?? "/distribution-groups\(asked)")
    }

    private static func blocks(_ choices: DistributionGroupChoices, _ entry: DistributionGroupEntry) -> [Block] {
        let isOfCase = choices.caseFile != nil
        let people = { (kind: PersonKind) in choices.people.filter { $0.kind == kind } }
        return [
            Block(
                "Roles on the case", AssignmentRole.allCases.map { MemberChoice($0, entry) }, isOpen: true,
                hint: "Whoever has the role on the case when something is sent."),
            Block(
                isOfCase ? "Contacts on this case" : "Contacts", people(.contact).map { MemberChoice($0, entry) },
                isOpen: isOfCase),
            Block(isOfCase ? "Prospects on this case" : "Prospects", people(.prospect).map { MemberChoice($0, entry) }),
            Block("Staff", people(.staff).map { MemberChoice($0, entry) }),
            Block("Teams and circles of staff", choices.teams.map { MemberChoice($0, entry) }),
            Block("Other groups", choices.groups.map { MemberChoice($0, entry) }),
        ]
    }
}

extension DistributionGroupFormPage.Block {
    init(
        _ title: String, _ choices: [DistributionGroupFormPage.MemberChoice], isOpen: Bool = false, hint: String? = nil
    ) {
        let count = choices.count(where: \.isChosen)
        self.init(
            title: title, count: "\(count) of \(choices.count)", hint: hint, isOpen: isOpen || count > 0,
            choices: choices)
    }
}

extension DistributionGroupFormPage.MemberChoice {
    init(_ role: AssignmentRole, _ entry: DistributionGroupEntry) {
        self.init(
            field: "everybody", id: "everybody-\(role.rawValue.replacing(" ", with: "-"))", value: role.rawValue,
            name: role.everybody, detail: nil, isChosen: entry.members.contains(.role(role)))
    }

    init(_ person: Person, _ entry: DistributionGroupEntry) {
        self.init(
            field: "person", id: "person-\(person.id)", value: person.id.text, name: person.name,
            detail: person.primaryAddress?.spelling ?? "no address",
            isChosen: entry.members.contains(.person(person.id)))
    }

    init(_ team: Team, _ entry: DistributionGroupEntry) {
        self.init(
            field: "team", id: "team-\(team.id)", value: team.id.text, name: team.name,
            detail: "\(team.kind.word), " + (team.members.count == 1 ? "1 member" : "\(team.members.count) members"),
            isChosen: entry.members.contains(.team(team.id)))
    }

    init(_ group: DistributionGroup, _ entry: DistributionGroupEntry) {
        self.init(
            field: "group", id: "group-\(group.id)", value: group.id.text, name: group.name,
            detail: group.caseFile == nil ? "Whole organisation" : nil,
            isChosen: entry.members.contains(.group(group.id)))
    }
}
