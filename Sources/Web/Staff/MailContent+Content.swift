import Actions
import Domain

extension MailContent {
    /// As one chooses it.
    var choice: String {
        switch self {
        case .notice: "A notice with links"
        case .text: "The update in full, its files as links"
        case .files: "The update in full, its files attached"
        }
    }

    /// What the mail holds, of a send that was chosen.
    var words: String {
        switch self {
        case .notice: "Links, and nothing of the case"
        case .text: "The update in full, with links to its files"
        case .files: "The update in full, with its files attached"
        }
    }

    /// For the head of the tracker.
    var tag: StatusTag {
        switch self {
        case .notice: StatusTag("Notice with links", .idle, .mail)
        case .text: StatusTag("Mailed in full", .warn, .mail)
        case .files: StatusTag("Mailed in full, files attached", .warn, .mail)
        }
    }

    /// What to think about before it goes out; nil of a notice.
    func warning(hasFiles: Bool, hasNote: Bool) -> String? {
        switch self {
        case .notice: nil
        case .files where hasFiles:
            "The update\(hasNote ? ", your note" : "") and the files travel in the e-mail, readable for every mail server on the way and for whoever it is forwarded to. They cannot be revoked, and nobody will know whether they were opened. Identity verification does not protect them."
        case .text, .files:
            "The update \(hasNote ? "and your note travel" : "travels") in the e-mail, readable for every mail server on the way and for whoever it is forwarded to. They cannot be revoked."
        }
    }
}

extension AttachedExcess {
    /// Why files cannot be attached, and what to do.
    var words: String {
        let names = files.map { "\($0.name.text) (\(FileSize.words($0.size)))" }.joined(separator: ", ")
        return
            "As they travel in an e-mail, these files take \(FileSize.words(octets)), and at most \(FileSize.words(limit)) may be attached: \(names). Send them as links."
    }
}
