import Domain

@testable import Web

extension PageSample {
    private static func policy(isFull: Bool) -> MailPolicyPage {
        let error = "Say that case data may leave."
        return MailPolicyPage(
            frame: Sample.working(
                nil, errors: isFull ? ErrorSummary([ErrorSummary.Problem(field: "confirmed", message: error)]) : nil),
            current: MailPolicy.secure.words,
            form: isFull
                ? MailPolicyPage.Form(
                    action: "/mail-policy?version=1",
                    choices: MailPolicy.allCases.map {
                        MailPolicyPage.Option(
                            value: $0.rawValue, label: $0.label, meaning: $0.meaning(limit: "10.5 MB"),
                            isChosen: $0 == .secure)
                    }, confirmed: true, confirmedError: error) : nil,
            templates: isFull
                ? MailTemplate.allCases.map {
                    MailPolicyPage.Template(path: $0.path, name: $0.name, detail: $0.detail)
                } : [],
            changes: isFull
                ? [MailPolicyPage.Change(when: Sample.when(0), by: "Ana Moreau", words: MailPolicy.chosen.label)] : [])
    }

    private static func template(_ error: String?) -> MailTemplatePage {
        let opening = Field("opening", value: "Dear client,\n{{AdditionalNote}}", error: error)
        return MailTemplatePage(
            frame: Sample.working(nil, errors: Sample.failing(opening)), name: "Update in full",
            action: "/mail-templates/update?version=1", previewAction: "/mail-templates/update/preview?version=1",
            subject: Field("subject", value: "About {{Case.reference}}"), opening: opening, closing: Field("closing"),
            variables: MailVariable.allCases.map {
                MailTemplatePage.Variable(spelling: $0.spelling, meaning: $0.meaning)
            }, unused: "Not used at present: mails are notices only.",
            preview: MailTemplatePage.Preview(
                subject: "About SAMPLE-1", text: "Dear client,\n\nHere stands the text of the update.",
                source: "From: \"Secure Updates\" <updates@firm.example>\r\n", html: "/mail-templates/update/html"),
            test: PostButton("Mail it to me as a test", action: "/mail-templates/update/test"),
            ship: PostButton(
                "Back to the words as shipped", action: "/mail-templates/update/deletion", isDangerous: true),
            changes: [
                MailTemplatePage.Change(
                    when: Sample.when(0), by: "Ana Moreau", subject: "About {{Case.reference}}",
                    opening: "Dear client,", closing: nil),
                MailTemplatePage.Change(
                    when: Sample.when(-9), by: "Ana Moreau", subject: nil, opening: nil, closing: "Yours"),
            ])
    }

    static let mails: [PageSample] = [
        PageSample(policy(isFull: true)), PageSample(policy(isFull: false), "bare"),
        PageSample(template(nil)), PageSample(template("Use at most 1,000 characters."), "error"),
    ]
}
