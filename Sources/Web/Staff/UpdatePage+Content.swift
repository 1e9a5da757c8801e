import Actions
import Domain

extension UpdatePage {
    /// `reason` is what was typed for returning it.
    init(_ found: UpdateInCase, for viewer: Viewer, reason: Field, frame: WorkingFrame) {
        let (shown, update) = (found.shown, found.shown.update)
        let offers = UpdateOffers(shown, in: found.caseFile, for: viewer)
        self.init(
            frame: frame, caseFile: CaseHead(found.caseFile, for: viewer, at: nil), title: update.title,
            status: StatusTag(update.state), author: shown.author, writtenAt: When(update.createdAt),
            group: shown.group?.name ?? "", audience: shown.group?.audienceWords ?? "",
            submitted: update.submission.map { Step(by: shown.submittedBy ?? "", at: When($0.at)) },
            returned: ReturnedNotice(shown),
            validated: update.validation.map { Step(by: shown.validatedBy ?? "", at: When($0.at)) },
            unresolved: Self.unresolved(update), isUnvalidated: update.state != .validated,
            isUnseen: update.validation?.isAutomatic == true,
            bodyHTML: update.body.html,
            files: shown.attachments.map { file in
                UpdateFile(file, in: shown, mayReplace: offers.replace)
            },
            edit: offers.edit, submit: offers.submit, validate: offers.validate,
            giveBack: offers.giveBack.map {
                GiveBackForm(action: $0, reason: reason, isOpen: reason.error != nil)
            },
            send: offers.send, sends: shown.sends.map { SendRow($0, to: found.deliveries[$0.send.id] ?? []) })
    }
}

extension UpdatePage.UpdateFile {
    init(_ file: Attachment, in shown: ShownUpdate, mayReplace: Bool) {
        var (earlier, newer) = ([UpdatePage.EarlierVersion](), file)
        while let replacement = newer.replacement,
            let old = shown.superseded.first(where: { $0.id == replacement.of })
        {
            earlier.append(
                UpdatePage.EarlierVersion(
                    version: "\(old.version)", facts: FileFacts(old), download: "/attachments/\(old.id)",
                    until: When(newer.createdAt), by: replacement.by.flatMap { shown.replacers[$0] } ?? "somebody",
                    reason: replacement.reason))
            newer = old
        }
        self.init(
            facts: FileFacts(file), download: "/attachments/\(file.id)",
            version: file.version == 1 ? nil : "\(file.version)",
            replace: mayReplace ? "/attachments/\(file.id)/replacement" : nil, earlier: earlier)
    }
}

extension UpdatePage {
    /// The variables that keep it from being submitted and validated.
    fileprivate static func unresolved(_ update: CaseUpdate) -> String? {
        let names = update.unresolvedVariables
        guard update.state != .validated, !names.isEmpty else { return nil }
        return VariableText.unresolved(names, field: "body").remedy
    }
}

extension ReturnedNotice {
    /// None once it is validated: then its way there is nobody's business any more.
    init?(_ shown: ShownUpdate) {
        guard let giveBack = shown.update.giveBack, shown.update.state != .validated else { return nil }
        self.init(
            by: shown.returnedBy ?? "", at: When(giveBack.at), reason: Self.paragraphs(giveBack.reason),
            isPast: shown.update.state == .submitted)
    }

    static func paragraphs(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }
    }
}

extension AccessGroup {
    /// Who sees its updates: `manager, investigator, client contact`.
    var audienceWords: String { AudienceRole.allCases.filter(audience.contains).words }
}
