import Actions
import Domain

extension SendCheckPage {
    init(
        _ send: CheckedSend, for viewer: Viewer, hidden: [HiddenField], leaveOutError: String? = nil,
        frame: WorkingFrame
    ) {
        let path = "/updates/\(send.update.id)/sends"
        let isProtected = send.options.identityVerification
        let count = send.recipients.count
        self.init(
            frame: frame, caseFile: CaseHead(send.caseFile, for: viewer, at: nil), updateTitle: send.update.title,
            recipients: send.recipients.map { person in
                Recipient(
                    name: person.name, address: person.addressWords ?? "",
                    channel: send.inAppOnly.contains(person.id) ? .inAppOnly : nil,
                    warnings: .recipient(
                        fails: send.failing.contains(person.id), isNewDomain: send.newDomains.contains(person.id)))
            },
            groups: send.groups.map(\.name), skipped: send.skipped.map(\.words),
            leaveOutLabel: send.skipped.count == 1
                ? "Leave this person out" : "Leave these \(send.skipped.count) people out",
            leaveOutError: leaveOutError, recipientCount: count == 1 ? "1 person" : "\(count) people",
            files: send.attachments.map { FileFacts($0) }, protection: .protection(verified: isProtected),
            protectionMeaning: Self.meaning(of: send),
            protectionAsked: isProtected ? nil : send.verification.words,
            availableUntil: When(send.availableUntil), note: Self.paragraphs(send.options.additionalNote),
            mail: send.options.mail.isFull ? send.options.mail.words : nil,
            warning: send.options.mail.warning(
                hasFiles: !send.attachments.isEmpty, hasNote: send.options.additionalNote != nil),
            subject: send.subject,
            mailText: send.text, omitted: Self.omitted(send), hidden: hidden, action: path,
            changeAction: path + "/new")
    }

    private static func meaning(of send: CheckedSend) -> String {
        if send.options.mail == .files, !send.attachments.isEmpty {
            return "No links are mailed, and nothing protects what is attached."
        }
        return send.options.identityVerification
            ? "Recipients enter a code that is mailed to them before they can open anything."
            : "Whoever has a link can open what is behind it."
    }

    private static func paragraphs(_ note: String?) -> [String] {
        (note ?? "").split(separator: "\n").map(\.trimmed).filter { !$0.isEmpty }
    }

    private static func omitted(_ send: CheckedSend) -> [String] {
        if send.options.mail.isFull {
            let files = send.options.mail == .text && !send.attachments.isEmpty ? ["The files: links lead to them"] : []
            return files + ["The names of the other recipients"]
        }
        var omitted = ["The case, its reference or its title", "The title and text of the update"]
        if send.options.additionalNote != nil { omitted.append("Your note") }
        if !send.attachments.isEmpty { omitted.append("The files and their names") }
        return omitted + ["The names of the recipients"]
    }
}
