import Actions
import Domain

extension CasePage {
    init(_ shown: ShownCase, for viewer: Viewer, frame: WorkingFrame) {
        let mayChange = viewer.rights.mayChange && shown.caseFile.status == .open
        self.init(
            frame: frame, caseFile: CaseHead(shown.caseFile, for: viewer, at: .updates),
            updates: shown.updates.map { UpdateItem($0, in: shown.caseFile, for: viewer) },
            newUpdate: mayChange ? "/cases/\(shown.caseFile.id)/updates/new" : nil)
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
    init(_ listed: CaseList.Listed) {
        self.init(listed.caseFile, role: listed.role, lastActivity: listed.lastActivity)
    }

    init(_ part: ShownPerson.Part) { self.init(part.caseFile, role: part.role, lastActivity: part.lastActivity) }

    private init(_ caseFile: CaseFile, role: AssignmentRole?, lastActivity: Moment?) {
        self.init(
            path: "/cases/\(caseFile.id)", reference: caseFile.reference, title: caseFile.title,
            status: StatusTag(caseFile.status), lastActivity: lastActivity.map { When($0) }, role: role?.rawValue)
    }
}

extension CaseHead {
    /// Editing and closing where the viewer may.
    init(_ caseFile: CaseFile, for viewer: Viewer, at place: Place?) {
        let path = "/cases/\(caseFile.id)"
        var (edit, closure): (String?, PostButton?) = (nil, nil)
        if viewer.rights.mayChange {
            switch caseFile.status {
            case .open:
                edit = path + "/edit"
                closure = PostButton("Close case", action: path + "/closure")
            case .closed: closure = PostButton("Reopen case", action: path + "/closure/deletion")
            }
        }
        self.init(
            path: path, reference: caseFile.reference, title: caseFile.title, status: StatusTag(caseFile.status),
            isClosed: caseFile.status == .closed, at: place, edit: edit, closure: closure)
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
                address: tracked.delivery.address.spelling, status: .delivery(tracked),
                path: "/deliveries/\(tracked.delivery.id)")
        }
    }

    private static func words(_ summary: SendSummary) -> String {
        let (open, waiting) = (summary.recipients - summary.revoked, summary.waiting)
        if summary.isUndone { return "taken back before a mail left" }
        if summary.send.revokedAt != nil || open == 0 { return "revoked" }
        let done = summary.hasFiles ? "downloaded everything" : "viewed it"
        if open == 1 { return "the recipient has \(waiting == 0 ? "" : "not ")\(done)" }
        guard waiting > 0 else { return "all \(open) have \(done)" }
        return "\(waiting) of \(open) \(waiting == 1 ? "has" : "have") not \(done)"
    }
}
