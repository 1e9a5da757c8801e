import Actions
import Domain

extension CasePage {
    init(_ shown: ShownCase, for viewer: Viewer, frame: WorkingFrame) {
        let mayWrite = viewer.rights.mayWriteUpdates && shown.caseFile.status == .open
        self.init(
            frame: frame, caseFile: CaseHead(shown.caseFile, shown.labels, for: viewer, at: .updates),
            updates: shown.updates.map { UpdateItem($0, in: shown.caseFile, for: viewer) },
            older: shown.next.map { "/cases/\(shown.caseFile.id)?after=\($0)" },
            newUpdate: mayWrite ? "/cases/\(shown.caseFile.id)/updates/new" : nil)
    }
}

extension CasePage.UpdateItem {
    init(_ shown: ShownUpdate, in caseFile: CaseFile, for viewer: Viewer) {
        let offers = UpdateOffers(shown, in: caseFile, for: viewer)
        let bytes = shown.attachments.reduce(Int64(0)) { $0 + $1.size }
        let count = shown.attachments.count
        self.init(
            path: offers.path, title: shown.update.title, date: When(shown.update.createdAt), author: shown.author,
            status: StatusTag(shown.update.state), isUnvalidated: shown.update.state != .validated,
            group: shown.group?.name ?? "",
            files: count == 0 ? nil : "\(count) \(count == 1 ? "file" : "files"), \(FileSize.words(bytes))",
            edit: offers.edit, submit: offers.submit, validate: offers.validate, send: offers.send,
            sends: shown.sends.map(SendRow.init))
    }
}

extension CaseRow {
    /// With a box where it can be ticked.
    init(_ listed: CaseList.Listed, isTickable: Bool = false) {
        self.init(
            listed.caseFile, role: listed.role.map { "You: \($0.rawValue)" }, lastActivity: listed.lastActivity,
            labels: listed.labels.words,
            tick: isTickable ? listed.caseFile.id.text : nil)
    }

    init(_ part: ShownPerson.Part) {
        self.init(part.caseFile, role: part.role.rawValue, lastActivity: part.lastActivity)
    }

    private init(
        _ caseFile: CaseFile, role: String?, lastActivity: Moment?, labels: String? = nil, tick: String? = nil
    ) {
        self.init(
            path: "/cases/\(caseFile.id)", reference: caseFile.reference, title: caseFile.title,
            status: StatusTag(caseFile.status), lastActivity: lastActivity.map { When($0) }, role: role,
            labels: labels, tick: tick)
    }
}

extension CaseHead {
    /// Editing and closing where the viewer may.
    init(_ caseFile: CaseFile, _ labels: CaseLabels? = nil, for viewer: Viewer, at place: Place?) {
        let path = "/cases/\(caseFile.id)"
        var (edit, closure): (String?, PostButton?) = (nil, nil)
        if viewer.rights.mayChangeCases {
            switch caseFile.status {
            case .open:
                edit = path + "/edit"
                closure = PostButton("Close case", action: path + "/closure")
            case .closed: closure = PostButton("Reopen case", action: path + "/closure/deletion")
            }
        }
        self.init(
            path: path, reference: caseFile.reference, title: caseFile.title, status: StatusTag(caseFile.status),
            isClosed: caseFile.status == .closed,
            marks: Self.marks(caseFile), labels: labels?.words, at: place, edit: edit, closure: closure)
    }

    private static func marks(_ caseFile: CaseFile) -> [StatusTag] {
        (caseFile.retention.hold == nil ? [] : [StatusTag("Legal hold", .warn, .lock)])
            + (caseFile.asksForCode ? [StatusTag("Asks for verification", .info, .lock)] : [])
    }
}

extension CaseLabels {
    /// `Surveillance: harbour, urgent`; nil where there is nothing to say.
    var words: String? {
        let tags = tags.map(\.word).joined(separator: ", ")
        guard let type else { return tags.isEmpty ? nil : tags }
        return tags.isEmpty ? type.name : "\(type.name): \(tags)"
    }
}

extension StatusTag {
    init(_ status: CaseStatus) {
        switch status {
        case .open: self.init("Open", .info, .file)
        case .closed: self.init("Closed", .idle, .lock)
        }
    }

    init(_ state: UpdateState) {
        switch state {
        case .draft: self.init("Draft", .idle, .file)
        case .submitted: self.init("Waits for validation", .warn, .clock)
        case .returned: self.init("Returned", .bad, .warning)
        case .validated: self.init("Validated", .ok, .check)
        }
    }
}

extension SendRow {
    init(_ summary: SendSummary) {
        self.init(
            path: "/sends/\(summary.send.id)", sentAt: When(summary.send.createdAt), sentBy: summary.sender,
            summary: Self.words(summary), protection: .protection(verified: summary.send.options.identityVerification))
    }

    /// With everybody who received it.
    init(_ summary: SendSummary, to deliveries: [TrackedDelivery]) {
        self.init(summary)
        recipients = deliveries.map { tracked in
            Recipient(
                name: tracked.recipient?.name ?? "Somebody",
                address: tracked.delivery.address.spelling, status: .delivery(tracked, of: summary.send),
                path: "/deliveries/\(tracked.delivery.id)")
        }
    }

    private static func words(_ summary: SendSummary) -> String {
        let (open, waiting) = (summary.recipients - summary.revoked, summary.waiting)
        if summary.isUndone { return "taken back before a mail left" }
        if summary.send.revokedAt != nil || open == 0 { return "revoked" }
        if summary.send.options.mail == .files, summary.hasFiles {
            return waiting > 0
                ? "files attached: \(waiting) of \(open) not handed over yet" : "handed over, with the files attached"
        }
        let done = summary.hasFiles ? "downloaded everything" : "viewed it"
        if open == 1 { return "the recipient has \(waiting == 0 ? "" : "not ")\(done)" }
        guard waiting > 0 else { return "all \(open) have \(done)" }
        return "\(waiting) of \(open) \(waiting == 1 ? "has" : "have") not \(done)"
    }
}
