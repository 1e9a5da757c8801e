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
            groups: choices.groups.map { GroupChoice($0, chosen: Set(entry.groups)) },
            groupCount: choices.groups.count == 1 ? "1 group" : "\(choices.groups.count) groups",
            groupsPage: "/distribution-groups?case=\(choices.caseFile.id)",
            recipientsError: reading.error("recipients"), note: reading.field("note", entry.note),
            verification: entry.verification, verificationAsked: choices.verification.words, associate: entry.associate,
            life: life,
            mail: Self.mail(choices.policy, entry, reading), mayBeFull: choices.policy != .secure)
    }

    /// Nothing to choose where only notices are allowed, unless something else was asked for.
    private static func mail(_ policy: MailPolicy, _ entry: SendEntry, _ reading: FormReading) -> ChoiceField? {
        guard policy != .secure || reading.error("mail") != nil else { return nil }
        let wanted = entry.mail.flatMap(MailContent.init) ?? policy.usual
        let chosen = policy.allows(wanted) ? wanted : policy.usual
        return reading.choice(
            "mail",
            MailContent.allCases.filter(policy.allows).map {
                Choice($0.rawValue, $0.choice, isChosen: $0 == chosen)
            })
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
        let detail = [
            candidate.role?.rawValue, person.addressWords,
            candidate.isToldInAppOnly ? "in the application only" : nil,
        ].compactMap { $0 }
        let obstacle: String? =
            switch candidate.obstacle {
            case nil: nil
            case .archived: "They are archived."
            case .noAddress: "No e-mail address is known."
            case .notInAudience: "Their role may not see updates of this access group."
            case .stopped: "Said that mail of this case is not for them."
            case .accountClosed: "Their account is closed."
            case .notAssigned, .unknown: "Not on this case."
            }
        self.init(
            id: person.id.text, name: person.name, detail: detail.joined(separator: ", "),
            isChosen: obstacle == nil && chosen.contains(person.id), obstacle: obstacle,
            warnings: .recipient(fails: candidate.lastMailFailed, isNewDomain: candidate.isNewDomain))
    }
}

extension SendFormPage.GroupChoice {
    init(_ offered: SendChoices.OfferedGroup, chosen: Set<ID<DistributionGroup>>) {
        let (group, count) = (offered.group, offered.count)
        self.init(
            id: group.id.text, name: group.name,
            detail: (group.caseFile == nil ? "Whole organisation, " : "")
                + (count == 1 ? "1 person now" : "\(count) people now"),
            isChosen: chosen.contains(group.id))
    }
}

extension [StatusTag] {
    /// What to think about before sending to somebody.
    static func recipient(fails: Bool, isNewDomain: Bool) -> [StatusTag] {
        (fails ? [StatusTag("Last mail failed", .warn, .warning)] : [])
            + (isNewDomain ? [StatusTag("Domain is new to this case", .warn, .warning)] : [])
    }
}
