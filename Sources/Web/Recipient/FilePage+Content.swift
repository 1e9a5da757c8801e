import Actions
import Domain

extension FilePage {
    /// What somebody who was let in sees: the file of the link first.
    init(_ entered: EnteredUpdate, _ link: LinkAnswers) throws {
        let offers = entered.files.map { (isFirst: $0.link.id == entered.file.link.id, offer: FileOffer($0)) }
        let verified =
            switch entered.entry {
            case .grant(let grant): grant.address.spelling
            case .contact(let contact): contact.name
            case .staff(let viewer): viewer.name
            case .open: ""
            }
        var contact: PortalViewer?
        if case .contact(let reader) = entered.entry { contact = reader }
        self.init(
            frame: try link.frame(hasGrant: entered.entry.isGrant), file: offers.first { $0.isFirst }?.offer,
            others: offers.filter { !$0.isFirst }.map(\.offer),
            update: UpdateText(entered.update, of: entered.file.send), verifiedAs: verified, signedInAs: contact?.name,
            misdelivery: link.path("misdelivery"),
            letIn: entered.delegations.map { own in
                LetIn(path: link.path("delegates"), delegates: own.map { DelegateRow($0, link) })
            })
    }

    /// The text behind an open link without a file: nobody was verified.
    init(text: CaseUpdate, of file: LinkedFile, _ link: LinkAnswers) throws {
        self.init(
            frame: try link.frame(), file: nil, others: [], update: UpdateText(text, of: file.send),
            verifiedAs: "holder of this link", misdelivery: link.path("misdelivery"))
    }
}

extension FilePage.UpdateText {
    init(_ update: CaseUpdate, of send: Send) {
        let note = (send.options.additionalNote ?? "").split(separator: "\n").map(\.trimmed)
        self.init(
            title: update.title, date: When(update.createdAt), note: note.filter { !$0.isEmpty },
            bodyHTML: update.body.html)
    }
}

extension FileOffer {
    init(_ offered: OfferedFile) {
        let obstacle: StatusTag? =
            switch offered.state {
            case .live: nil
            case .expired: StatusTag("Expired", .warn, .clock)
            case .revoked: StatusTag("Withdrawn", .bad, .cross)
            }
        self.init(
            facts: FileFacts(offered.attachment), availableUntil: When(offered.link.availableUntil),
            downloaded: offered.completedAt.map { When($0) },
            download: obstacle == nil ? "/f/" + PercentCoding.encode(offered.token) + "/download" : nil,
            obstacle: obstacle)
    }
}

extension FileFacts {
    init(_ attachment: Attachment) {
        self.init(
            name: attachment.name.text, type: FileKind.words(for: attachment), bytes: attachment.size,
            sha256: attachment.sha256.hex,
            newer: attachment.version == 1 ? nil : When(attachment.createdAt))
    }
}
