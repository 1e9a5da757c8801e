import Actions
import Domain

extension MailTemplatePage {
    init(
        _ shown: ShownMailTemplate, _ entry: MailWordingEntry, _ reading: FormReading, _ mail: PreviewedMail,
        isSaved: Bool, frame: WorkingFrame
    ) {
        let (template, path) = (shown.template, shown.template.path)
        self.init(
            frame: frame, name: template.name, action: "\(path)?version=\(shown.version)",
            previewAction: "\(path)/preview?version=\(shown.version)",
            subject: template.subjectVariables == nil ? nil : reading.field("subject", entry.subject),
            opening: reading.field("opening", entry.opening), closing: reading.field("closing", entry.closing),
            variables: template.variables.map { Variable(spelling: $0.spelling, meaning: $0.meaning) },
            unused: template == .update && shown.policy == .secure
                ? "Not used at present: mails are notices only." : nil,
            preview: Preview(
                subject: mail.subject, text: mail.text, source: mail.source, html: isSaved ? path + "/html" : nil),
            test: PostButton("Mail it to me as a test", action: path + "/test"),
            ship: shown.wording == .shipped
                ? nil : PostButton("Back to the words as shipped", action: path + "/deletion", isDangerous: true),
            changes: shown.changes.map { change in
                Change(
                    when: When(change.at), by: shown.people[change.by]?.name ?? "somebody",
                    subject: change.wording.subject, opening: change.wording.opening, closing: change.wording.closing)
            })
    }
}
