import Actions
import Domain

extension SendFormPage {
    init(
        _ choices: SendChoices, _ entry: SendEntry, _ reading: FormReading, life: ChoiceField, for viewer: Viewer,
        frame: WorkingFrame
    ) {
        let path = "/updates/\(choices.update.id)"
        let chosen = Set(entry.recipients)
        self.init(
            frame: frame, caseFile: CaseHead(choices.caseFile, for: viewer, at: nil), updateTitle: choices.update.title,
            update: path, action: path + "/sends/check",
            blocks: Self.groups.map { title, belongs in
                let people = choices.candidates.filter { belongs($0.role) }.map { RecipientChoice($0, chosen: chosen) }
                return RecipientBlock(
                    title: title, count: people.count == 1 ? "1 person" : "\(people.count) people",
                    isOpen: title == Self.groups[0].title || people.contains(where: \.isChosen), people: people)
            },
            recipientsError: reading.error("recipients"), note: reading.field("note", entry.note),
            verification: entry.verification, associate: entry.associate, life: life)
    }

    private static let groups: [(title: String, belongs: @Sendable (AssignmentRole?) -> Bool)] = [
        ("Client contacts", { $0 == .clientContact }),
        ("Affiliate contacts", { $0 == .affiliateContact }),
        ("Assigned staff", { $0?.isForStaff ?? false }),
        ("Unassigned staff", { $0 == nil }),
    ]
}

extension SendFormPage.RecipientChoice {
    /// Somebody who cannot be chosen never is, whatever was sent.
    init(_ candidate: SendChoices.Candidate, chosen: Set<ID<Person>>) {
        let person = candidate.person
        let detail = [candidate.role?.rawValue, person.primaryAddress?.spelling].compactMap { $0 }
        let obstacle: String? =
            switch candidate.obstacle {
            case nil: nil
            case .noAddress: "No e-mail address is known."
            case .notInAudience(let group): "Their role may not see updates of the access group “\(group)”."
            case .stopped: "Said that mail of this case is not for them."
            case .notAssigned, .unknown: "Not on this case."
            }
        self.init(
            id: person.id.text, name: person.name, detail: detail.joined(separator: ", "),
            isChosen: obstacle == nil && chosen.contains(person.id), obstacle: obstacle,
            warning: candidate.lastMailFailed ? .lastMailFailed : nil)
    }
}

extension StatusTag {
    static let lastMailFailed = StatusTag("Last mail failed", .warn, .warning)
}
