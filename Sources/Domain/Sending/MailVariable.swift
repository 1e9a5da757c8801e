/// What can stand in the organisation's words of a mail for something that is known when it is sent.
package enum MailVariable: String, CaseIterable, Hashable, Sendable {
    case organisationName = "Organisation.name"
    case caseReference = "Case.reference"
    case caseTitle = "Case.title"
    case updateTitle = "Update.title"
    case senderName = "Sender.name"
    case additionalNote = "AdditionalNote"

    /// As it is typed.
    package var spelling: String { "{{\(rawValue)}}" }

    /// What it stands for, for those who write templates.
    package var meaning: String {
        switch self {
        case .organisationName: "the organisation; in a notice, the name that mails come from"
        case .caseReference: "the reference of the case"
        case .caseTitle: "the title of the case"
        case .updateTitle: "the title of the update"
        case .senderName: "who sends the update"
        case .additionalNote: "the note of the send; it stands here instead of above the update"
        }
    }
}
