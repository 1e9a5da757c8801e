/// The last look before an update goes out: to whom, what, until when, and the very mail.
struct SendCheckPage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let updateTitle: String
    let recipients: [Recipient]
    /// The names of the groups that they were chosen by.
    let groups: [String]
    /// Why members of the groups cannot receive it, a sentence for each.
    let skipped: [String]
    /// `Leave these 2 people out`: the box that agrees to it, `leave-out`.
    let leaveOutLabel: String
    let leaveOutError: String?
    /// The number and noun: `3 people`.
    let recipientCount: String
    let files: [FileFacts]
    let protection: StatusTag
    /// In a sentence what the tag means for the recipients.
    let protectionMeaning: String
    /// Who asks for identity verification where the sender left it out: `This case asks for it.`
    let protectionAsked: String?
    let availableUntil: When
    /// The paragraphs of the additional note.
    let note: [String]
    /// What the mail holds, in words; nil of a notice.
    let mail: String?
    /// What that means for whoever reads it on its way; nil of a notice.
    let warning: String?
    let subject: String
    /// The text part of the mail, each link shown as `https://…/f/…`.
    let mailText: String
    /// What the mail will not contain.
    let omitted: [String]
    /// Everything chosen, and the key that makes a double click send once.
    let hidden: [HiddenField]
    /// `/updates/{id}/sends`
    let action: String
    /// Shows the dialog again with everything chosen, by POST.
    let changeAction: String

    struct Recipient: Sendable {
        let name: String
        let address: String
        /// Of those who get no mail, as they chose; nil for everybody else.
        let channel: StatusTag?
        /// That mail to the address fails, or its domain is new to the case.
        let warnings: [StatusTag]
    }
}
