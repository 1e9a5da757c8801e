import Actions
import Domain

extension TeamsPage {
    init(_ teams: [ShownTeam], for viewer: Viewer, frame: WorkingFrame) {
        let mayKeep = viewer.rights.mayKeepTeams
        self.init(
            frame: frame, new: mayKeep ? "/teams/new" : nil,
            teams: teams.map { shown in
                Row(
                    name: shown.team.name, edit: mayKeep ? "/teams/\(shown.team.id)/edit" : nil,
                    kind: shown.team.kind.word, members: shown.memberWords,
                    status: shown.team.archivedAt == nil ? nil : .archived)
            })
    }
}

extension TeamFormPage {
    init(
        _ shown: ShownTeam?, _ entry: TeamEntry, _ people: [Person], _ reading: FormReading, frame: WorkingFrame
    ) {
        let path = shown.map { "/teams/\($0.team.id)" }
        let chosen = Set(entry.members)
        self.init(
            frame: frame, isNew: shown == nil,
            action: shown.map { "\(path ?? "")?version=\($0.team.version)" } ?? "/teams",
            name: reading.field("name", entry.name),
            kind: reading.choice(
                "kind", TeamKind.allCases.map { Choice($0.rawValue, $0.word, isChosen: $0 == entry.kind) }),
            members: people.map { person in
                MemberBox(
                    id: person.id.text, name: person.name,
                    detail: (person.primaryAddress?.spelling ?? "no address")
                        + (person.archivedAt == nil ? "" : ", archived"),
                    isTicked: chosen.contains(person.id))
            },
            membersError: reading.error("members"), archive: shown.map { Self.archive($0.team, path ?? "") },
            cancel: "/teams")
    }

    private static func archive(_ team: Team, _ path: String) -> PostButton {
        team.archivedAt == nil
            ? PostButton("Archive", action: path + "/archive", isDangerous: true)
            : PostButton("Offer again", action: path + "/archive/deletion")
    }
}

extension ShownTeam {
    var memberWords: String { members.isEmpty ? "nobody" : members.map(\.name).joined(separator: ", ") }

    /// What it is now, for whoever had an older form.
    var words: String { "\(team.kind.word) “\(team.name)” with \(memberWords)" }
}

extension TeamKind {
    var word: String {
        switch self {
        case .team: "Team"
        case .circle: "Circle"
        }
    }
}
