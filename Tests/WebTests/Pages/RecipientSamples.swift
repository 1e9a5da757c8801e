import Domain

@testable import Web

extension PageSample {
    static let recipient: [PageSample] = doors + codes + files + quiet

    private static let doors: [PageSample] = [
        PageSample(DoorPage(frame: Sample.reading(), action: Sample.path + "/challenge", email: Field("email"))),
        {
            let email = Field(
                "email", value: "j.doe@", error: "Enter an e-mail address such as name@example.com.")
            let frame = Sample.reading(Sample.failing(email), theme: .dark)
            return PageSample(DoorPage(frame: frame, action: Sample.path + "/challenge", email: email), "error")
        }(),
        PageSample(
            OpenDoorPage(
                frame: Sample.reading(), file: Sample.report, availableUntil: Sample.until,
                download: Sample.path + "/download")),
        PageSample(ExpiredPage(frame: Sample.reading(), action: Sample.path + "/renewals")),
        PageSample(RenewalRequestedPage(frame: Sample.reading())),
        PageSample(
            MisdeliveryPage(
                frame: Sample.reading(grant: true), action: Sample.path + "/misdelivery", stopsMail: true,
                back: Sample.path)),
        PageSample(MisdeliveryReportedPage(frame: Sample.reading())),
        {
            let email = Field("email", value: "ana@", error: "Enter an e-mail address such as name@example.com.")
            return PageSample(
                DelegatesPage(
                    frame: Sample.reading(Sample.failing(email), grant: true), delegates: delegateRows,
                    form: DelegatesPage.Form(
                        action: Sample.path + "/delegates", name: Field("name", value: "Dora Lund"), email: email,
                        reason: Field("reason")), back: Sample.path), "error")
        }(),
        PageSample(
            DelegatesPage(frame: Sample.reading(grant: true), delegates: delegateRows, form: nil, back: Sample.path),
            "full"),
    ]

    private static func code(_ code: Field, again: When?, errors: ErrorSummary? = nil) -> CodePage {
        CodePage(
            frame: Sample.reading(errors), action: Sample.path + "/answer", code: code, reference: "K7M",
            sentTo: "j•••@client.example", sentAt: Sample.when(0), validUntil: Sample.when(10),
            sender: "secure-updates@hv.example",
            resend: CodePage.Resend(action: Sample.path + "/challenge/resends", earliest: again), door: Sample.path)
    }

    private static let codes: [PageSample] = [
        PageSample(code(Field("code"), again: Sample.when(1))),
        {
            let field = Field("code", error: CodeRefusal.wrong(triesLeft: 2).message)
            return PageSample(code(field, again: nil, errors: Sample.failing(field)), "wrong")
        }(),
        PageSample(StartAgainPage(frame: Sample.reading(), reason: .triesUsed, door: Sample.path), "used"),
        PageSample(StartAgainPage(frame: Sample.reading(), reason: .otherBrowser, door: Sample.path), "browser"),
    ]

    private static func offer(
        _ facts: FileFacts, downloaded: When? = nil, obstacle: StatusTag? = nil
    ) -> FileOffer {
        FileOffer(
            facts: facts, availableUntil: Sample.until, downloaded: downloaded,
            download: obstacle == nil ? Sample.path + "/download" : nil, obstacle: obstacle)
    }

    private static let files: [PageSample] = [
        PageSample(
            FilePage(
                frame: Sample.reading(grant: true), file: offer(Sample.report, downloaded: Sample.when(3)),
                others: [
                    offer(Sample.photos), offer(Sample.note, obstacle: StatusTag("Withdrawn", .bad, .cross)),
                ],
                update: FilePage.UpdateText(
                    title: "Surveillance on 14 November", date: Sample.when(-600),
                    note: ["Please read the report before our call on Thursday."],
                    bodyHTML: "<p>The subject left the address at 08:12.</p><ul><li>Details in the report.</li></ul>"),
                verifiedAs: "jane.doe@client.example", misdelivery: Sample.path + "/misdelivery",
                letIn: FilePage.LetIn(path: Sample.path + "/delegates", delegates: delegateRows))),
        PageSample(
            FilePage(
                frame: Sample.reading(flash: Flash("Your address is verified."), grant: true),
                file: offer(Sample.report),
                others: [],
                update: nil, verifiedAs: "j•••@client.example", misdelivery: Sample.path + "/misdelivery"),
            "single"),
        PageSample(
            FilePage(
                frame: Sample.reading(grant: true), file: nil, others: [],
                update: FilePage.UpdateText(
                    title: "No change", date: Sample.when(0), note: [], bodyHTML: "<p>Nothing to report.</p>"),
                verifiedAs: "j•••@client.example", misdelivery: Sample.path + "/misdelivery"), "text"),
    ]

    private static let quiet: [PageSample] = [
        PageSample(SessionEndedPage(frame: Sample.reading())),
        PageSample(ProblemPage(frame: Sample.reading(), problem: .notFound(incident: "4f2k-9mqd")), "404"),
        PageSample(ProblemPage(frame: Sample.reading(), problem: .revoked()), "410"),
        PageSample(ProblemPage(frame: Sample.reading(), problem: .tooManyRequests(tryAgain: Sample.when(9))), "429"),
        PageSample(ProblemPage(frame: Sample.reading(), problem: .of(status: 507, incident: "4f2k-9mqd")), "507"),
        PageSample(
            ProblemPage(
                frame: Sample.reading(),
                problem: Problem(
                    422, "Start again from your link", "This form was opened in another browser.",
                    wayOn: Problem.WayOn(label: "Start again", path: Sample.path))), "422"),
        PageSample(
            HelpPage(frame: Sample.reading(), sender: "secure-updates@hv.example", codeMinutes: 10, tries: 5)),
        PageSample(
            PrivacyPage(frame: Sample.reading(), networkAddresses: "The network address is kept in full.")),
        PageSample(AccessibilityPage(frame: Sample.reading())),
    ]
}
