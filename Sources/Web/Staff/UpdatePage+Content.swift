import Actions
import Domain

extension UpdatePage {
    init(_ found: UpdateInCase, for viewer: Viewer, frame: WorkingFrame) {
        let (shown, update) = (found.shown, found.shown.update)
        let offers = UpdateOffers(shown, in: found.caseFile, for: viewer)
        self.init(
            frame: frame, caseFile: CaseHead(found.caseFile, for: viewer, at: nil), title: update.title,
            status: StatusTag(update.state), author: shown.author, writtenAt: When(update.createdAt),
            validated: update.validation.map { Validated(by: shown.validatedBy ?? "", at: When($0.at)) },
            bodyHTML: update.body.html,
            files: shown.attachments.map { UpdateFile(facts: FileFacts($0), download: "/attachments/\($0.id)") },
            edit: offers.edit, validate: offers.validate, giveBack: nil, send: offers.send,
            sends: shown.sends.map(SendRow.init))
    }
}
