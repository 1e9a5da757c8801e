import Actions
import Domain

extension CaseActivityPage.Entry {
    init(_ entry: CaseActivity, in list: ActivityList) {
        let subject = entry.subject.flatMap { list.people[$0]?.name }
        let look = Self.look(of: entry)
        let words = [look.words, entry.file.map { "“\($0)”" }, subject.map { "\(look.joint) \($0)" }]
        self.init(
            when: When(entry.mark.at), words: words.compactMap { $0 }.joined(separator: " "), tone: look.tone,
            icon: look.icon, actor: Self.actor(of: entry, in: list), detail: entry.detail, about: Self.about(entry))
    }

    private struct Look {
        let words: String
        let tone: StatusTag.Tone
        let icon: Icon
        /// Stands before the name of whom it happened to.
        var joint = "for"

        init(_ words: String, _ tone: StatusTag.Tone, _ icon: Icon, joint: String = "for") {
            self.words = words
            self.tone = tone
            self.icon = icon
            self.joint = joint
        }
    }

    private static func look(of entry: CaseActivity) -> Look {
        if entry.topic == .caseItself || entry.topic == .people, let kind = CaseEventKind(rawValue: entry.kind) {
            return look(of: kind)
        }
        if let kind = EventKind(rawValue: entry.kind), entry.delivery != nil { return look(of: kind) }
        switch entry.kind {
        case "written": return Look("Update written", .idle, .file)
        case "submitted": return Look("Update submitted", .warn, .clock)
        case "returned": return Look("Update returned", .bad, .warning)
        case "validated": return Look("Update validated", .ok, .check)
        case "file replaced": return Look("File replaced by", .warn, .file)
        case "update sent": return Look("Update sent", .info, .mail)
        default: return Look("File added", .idle, .file)
        }
    }

    private static func look(of kind: CaseEventKind) -> Look {
        switch kind {
        case .opened: Look("Case opened", .info, .file)
        case .changed: Look("Case changed", .idle, .file)
        case .closed: Look("Case closed", .idle, .lock)
        case .reopened: Look("Case reopened", .info, .unlock)
        case .assigned: Look("Assigned:", .info, .person, joint: "")
        case .roleChanged: Look("Role changed:", .info, .person, joint: "")
        case .madePrimary: Look("Made primary:", .info, .person, joint: "")
        case .unassigned: Look("Taken off the case:", .warn, .person, joint: "")
        case .retentionChanged: Look("Retention changed", .idle, .clock)
        case .holdPlaced: Look("Legal hold placed", .warn, .lock)
        case .holdLifted: Look("Legal hold lifted", .warn, .unlock)
        }
    }

    private static func look(of kind: EventKind) -> Look {
        switch kind {
        case .delivered: Look("Notice delivered", .ok, .mail, joint: "to")
        case .failed: Look("Notice could not be delivered", .bad, .cross, joint: "to")
        case .resent: Look("Notice sent again", .idle, .mail, joint: "to")
        case .mailboxVerified: Look("Mailbox verified", .ok, .lock)
        case .viewed: Look("Viewed", .info, .eye, joint: "– sent to")
        case .downloadStarted: Look("Download started", .info, .download, joint: "– sent to")
        case .downloadCompleted: Look("Download completed", .ok, .download, joint: "– sent to")
        case .downloadAborted: Look("Download broken off", .warn, .download, joint: "– sent to")
        case .linkRevoked: Look("Link revoked", .bad, .cross)
        case .linkExtended: Look("Link extended", .info, .clock)
        case .renewalRequested: Look("New link asked for", .warn, .clock)
        case .misdeliveryReported: Look("Said not to be for them", .bad, .warning, joint: "– sent to")
        case .queued, .sent, .delayed, .linkVisited, .codeSent, .codeWrong:
            Look("On its way", .idle, .mail, joint: "to")
        }
    }

    /// No more than is known (N-40).
    private static func actor(of entry: CaseActivity, in list: ActivityList) -> String? {
        switch entry.actor {
        case .person(let person, _): list.people[person].map { "by \($0.name)" }
        case .linkHolder: "by whoever had the link"
        case .machine: nil
        case .unknown: entry.delivery == nil ? "by whom was not recorded" : "not verified"
        }
    }

    private static func about(_ entry: CaseActivity) -> CaseActivityPage.About? {
        guard let update = entry.update else { return nil }
        if let delivery = entry.delivery { return .init(label: update.title, path: "/deliveries/\(delivery)") }
        if let send = entry.send { return .init(label: update.title, path: "/sends/\(send)") }
        return .init(label: update.title, path: "/updates/\(update.id)")
    }
}
