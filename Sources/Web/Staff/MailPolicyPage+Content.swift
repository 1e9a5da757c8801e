import Actions
import Domain

extension MailPolicyPage {
    init(
        _ shown: ShownMailPolicy, chosen: MailPolicy?, _ reading: FormReading, for viewer: Viewer, frame: WorkingFrame
    ) {
        let mayKeep = viewer.rights.mayKeepMail
        let wanted = chosen ?? shown.policy
        self.init(
            frame: frame, current: shown.policy.words,
            form: mayKeep
                ? Form(
                    action: "/mail-policy?version=\(shown.version)",
                    choices: MailPolicy.allCases.map { policy in
                        Option(
                            value: policy.rawValue, label: policy.label,
                            meaning: policy.meaning(limit: FileSize.words(shown.attachedLimit)),
                            isChosen: policy == wanted)
                    },
                    confirmed: chosen == nil && shown.policy != .secure, confirmedError: reading.error("confirmed"))
                : nil,
            templates: mayKeep
                ? MailTemplate.allCases.map { Template(path: $0.path, name: $0.name, detail: $0.detail) } : [],
            changes: shown.changes.map { change in
                Change(
                    when: When(change.at), by: shown.people[change.by]?.name ?? "somebody", words: change.policy.label)
            })
    }
}

extension MailPolicy {
    var label: String {
        switch self {
        case .secure: "Notices only"
        case .chosen: "Notices, or in full where the sender chooses it"
        case .convenience: "In full, or a notice where the sender chooses it"
        }
    }

    /// What holds, in a sentence.
    var words: String {
        switch self {
        case .secure: "Mails of case updates are notices: numbered links, and nothing of the case."
        case .chosen: "Mails of case updates are notices, unless the sender chooses that the update travels in full."
        case .convenience: "Mails of case updates hold them in full, unless the sender chooses a notice."
        }
    }

    func meaning(limit: String) -> String {
        switch self {
        case .secure: "Numbered links and nothing of the case: no names, no text, no note, no files. Recommended."
        case .chosen:
            "Secure, with an exception: a sender may choose, for one send, that the text, the note and files that take up to \(limit) of the mail travel in it."
        case .convenience:
            "Convenience: title, text and note travel in the mail unless the sender chooses a notice; files that take up to \(limit) of the mail, where the sender chooses it."
        }
    }
}

extension MailTemplate {
    var path: String { "/mail-templates/\(rawValue)" }

    var name: String {
        switch self {
        case .notice: "Notice of an update"
        case .update: "Update in full"
        }
    }

    var detail: String {
        switch self {
        case .notice: "links, and nothing of the case"
        case .update: "where mails may hold it"
        }
    }
}
