import Domain

@testable import Web

extension PageSample {
    private static func block(_ title: String, isOpen: Bool, _ people: [SendFormPage.RecipientChoice])
        -> SendFormPage.RecipientBlock
    {
        SendFormPage.RecipientBlock(
            title: title, count: people.count == 1 ? "1 person" : "\(people.count) people", isOpen: isOpen,
            people: people)
    }

    private static let blocks = [
        block(
            "Client contacts", isOpen: true,
            [
                SendFormPage.RecipientChoice(
                    id: "p1", name: "Jane Doe", detail: "client contact, jane.doe@client.example", isChosen: true,
                    obstacle: nil, warnings: []),
                SendFormPage.RecipientChoice(
                    id: "p2", name: "Omar Said", detail: "client contact, omar@client.example", isChosen: false,
                    obstacle: nil, warnings: [StatusTag("Last mail failed", .warn, .warning)]),
                SendFormPage.RecipientChoice(
                    id: "p3", name: "Bo Li", detail: "client contact", isChosen: false,
                    obstacle: "No e-mail address is known.", warnings: []),
            ]),
        block("Affiliates", isOpen: false, []),
    ]

    private static func form(error: String?) -> SendFormPage {
        SendFormPage(
            frame: Sample.working(
                .cases,
                errors: ErrorSummary(error.map { [ErrorSummary.Problem(field: "recipients", message: $0)] } ?? [])),
            caseFile: head(nil), updateTitle: "Surveillance on 14 November", update: "/updates/1",
            action: "/updates/1/sends/check", blocks: blocks,
            groups: [
                SendFormPage.GroupChoice(id: "g1", name: "Client and counsel", detail: "4 people now", isChosen: true)
            ], groupCount: "1 group", groupsPage: "/distribution-groups?case=1", recipientsError: error,
            note: Field("note"),
            verification: true, verificationAsked: "This case asks for it.", associate: true,
            life: ChoiceField(
                "life",
                choices: [
                    Choice("15m", "15 minutes"), Choice("7d", "7 days", isChosen: true), Choice("90d", "90 days"),
                ]),
            mail: ChoiceField("mail", choices: MailContent.allCases.map { Choice($0.rawValue, $0.choice) }),
            mayBeFull: true)
    }

    private static let mailText = """
        You have a secure update from Secure Updates.

        1. https://updates.example/f/…

        Available until Monday 30 November 2026, 08:42 UTC.
        This link goes to updates.example.
        """

    private static func cell(_ column: String, _ word: String, _ tone: StatusTag.Tone, _ icon: Icon, at minutes: Int64?)
        -> SendPage.MatrixCell
    {
        SendPage.MatrixCell(
            column: column, status: StatusTag(word, tone, icon), when: minutes.map(Sample.when),
            note: word == "Download started" ? "62%" : nil)
    }

    private static func row(_ id: String, _ name: String, _ cells: [SendPage.MatrixCell]) -> SendPage.MatrixRow {
        SendPage.MatrixRow(
            id: id, name: name, address: name.lowercased().replacing(" ", with: ".") + "@client.example",
            sharedNotice: id == "d3" ? .sharedAddress : nil,
            broughtBy: id == "d2" ? "For Omar Said, who asked on 16 Nov 2026, 08:42 UTC." : nil,
            path: "/deliveries/\(id)", cells: cells,
            actions: [
                PostButton("Resend the notice", action: "/deliveries/\(id)/resends", about: name),
                PostButton("Extend by 7 days", action: "/deliveries/\(id)/extensions"),
                PostButton("Revoke", action: "/deliveries/\(id)/revocation", isDangerous: true),
            ])
    }

    private static let late = [
        row(
            "d1", "Omar Said",
            [
                cell("Sent", "Failed", .bad, .cross, at: 1), cell("Viewed", "Not yet", .idle, .clock, at: nil),
                cell("Report.pdf", "Not yet", .idle, .clock, at: nil),
                cell("Photos.zip", "Not yet", .idle, .clock, at: nil),
            ]),
        row(
            "d2", "Jane Doe",
            [
                cell("Sent", "Delivered", .ok, .mail, at: 1), cell("Viewed", "Viewed", .info, .eye, at: 62),
                cell("Report.pdf", "Downloaded", .ok, .download, at: 63),
                cell("Photos.zip", "Download started", .warn, .download, at: 64),
            ]),
    ]
    private static let done = [
        row(
            "d3", "Ida Berg",
            [
                cell("Sent", "Sent", .info, .mail, at: 1), cell("Viewed", "Viewed", .info, .eye, at: 22),
                cell("Report.pdf", "Downloaded", .ok, .download, at: 23),
                cell("Photos.zip", "Downloaded", .ok, .download, at: 29),
            ])
    ]

    private static func entry(
        _ minutes: Int64, _ words: String, _ tone: StatusTag.Tone, _ icon: Icon, _ actor: String?, faint: Bool = false,
        _ details: [DeliveryPage.Detail] = []
    ) -> DeliveryPage.TimelineEntry {
        DeliveryPage.TimelineEntry(
            when: Sample.when(minutes), words: words, tone: tone, icon: icon, actor: actor, isFaint: faint,
            details: details)
    }

    private static let timeline = [
        entry(0, "Queued", .idle, .clock, nil),
        entry(
            1, "Sent", .info, .mail, "accepted by mx.client.example",
            [DeliveryPage.Detail(name: "Answer", value: "250 2.0.0 Ok: queued as 4Wq3n2")]),
        entry(1, "Link visited", .idle, .machine, "a machine", faint: true),
        entry(
            62, "Mailbox verified", .ok, .lock, "jane.doe@client.example",
            [
                DeliveryPage.Detail(name: "Network address", value: "192.0.2.7"),
                DeliveryPage.Detail(name: "Browser", value: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"),
            ]),
        entry(63, "Download completed: Report.pdf", .ok, .download, "jane.doe@client.example, verified"),
    ]

    static let sends: [PageSample] = [
        PageSample(form(error: nil)),
        PageSample(form(error: "Choose at least one recipient."), "error"),
        PageSample(
            SendCheckPage(
                frame: Sample.working(.cases), caseFile: head(nil), updateTitle: "Surveillance on 14 November",
                recipients: [
                    SendCheckPage.Recipient(
                        name: "Jane Doe", address: "jane.doe@client.example", channel: .inAppOnly, warnings: []),
                    SendCheckPage.Recipient(
                        name: "Omar Said", address: "omar@client.example", channel: nil,
                        warnings: [StatusTag("Last mail failed", .warn, .warning)]),
                ],
                groups: ["Client and counsel"], skipped: ["Bo Li has no e-mail address."],
                leaveOutLabel: "Leave this person out",
                leaveOutError: "Tick the box that leaves them out, or change the recipients.",
                recipientCount: "2 people",
                files: [Sample.report, Sample.photos],
                protection: .protection(verified: false),
                protectionMeaning: "Whoever has a link can open what is behind it.",
                protectionAsked: "This case asks for it.",
                availableUntil: Sample.until, note: ["Please read the report first."],
                mail: MailContent.files.words, warning: MailContent.files.warning(hasFiles: true, hasNote: true),
                subject: "You have a secure update",
                mailText: mailText,
                omitted: [
                    "The case, its reference or its title", "The text of the update and your note",
                    "The names of the files",
                ],
                hidden: [HiddenField(name: "recipient", value: "p1"), HiddenField(name: "key", value: "a1b2")],
                action: "/updates/1/sends", changeAction: "/updates/1/sends/new")),
        PageSample(
            SendPage(
                frame: Sample.working(.cases, flash: Flash("The update is on its way to 3 people.")),
                caseFile: head(nil), updateTitle: "Surveillance on 14 November", update: "/updates/1",
                sentAt: Sample.when(0), sentBy: "Ana Moreau", takenBackAt: Sample.when(2),
                availableUntil: Sample.until, protection: .protection(verified: true), mail: MailContent.files.tag,
                attached: "The files are attached to the mails.", summary: "2 of 3 have not downloaded everything",
                failure: "One mail could not be delivered: the mailbox of Omar Said does not exist.",
                groupNames: "Client and counsel", skipped: ["Bo Li had no e-mail address."],
                requests: [
                    SendPage.Request(
                        words: "Ida Berg asks to let in Dora Lund (dora@counsel.example).", path: "/delegations/1",
                        name: "Dora Lund")
                ],
                files: ["Report.pdf", "Photos.zip"],
                groups: [
                    SendPage.MatrixGroup(title: "Not downloaded yet (2)", rows: late),
                    SendPage.MatrixGroup(title: "Downloaded (1)", rows: done),
                ],
                undo: SendPage.Undo(until: Sample.when(1), button: PostButton("Undo", action: "/sends/3/undo")),
                sendAgain: "/updates/1/sends/new?from=3",
                revoke: PostButton("Revoke all links", action: "/sends/3/revocation", isDangerous: true),
                refresh: "/sends/3", events: "/sends/3/events", shownAt: Sample.when(90))),
        PageSample(
            DeliveryPage(
                frame: Sample.working(.cases), caseFile: head(nil), updateTitle: "Surveillance on 14 November",
                send: "/sends/3", recipient: "Jane Doe", address: "jane.doe@client.example",
                status: StatusTag("Viewed", .info, .eye), protection: .protection(verified: true),
                sharedNotice: .sharedAddress, issuedTo: "J. Doe",
                broughtBy: DeliveryPage.BroughtBy(words: "For Omar Said, who asked.", path: "/deliveries/d1"),
                delegates: delegateRows, isStopped: true,
                resend: PostButton("Resend the notice", action: "/deliveries/d2/resends"),
                timeline: timeline,
                links: [
                    DeliveryPage.FileLinkRow(
                        fileName: "Report.pdf", availableUntil: Sample.until, status: StatusTag("Works", .ok, .check),
                        history: "Extended by Ana Moreau on 16 Nov 2026, 08:42 UTC",
                        actions: [PostButton("Revoke", action: "/links/1/revocation", isDangerous: true)]),
                    DeliveryPage.FileLinkRow(
                        fileName: "Photos.zip", availableUntil: Sample.until,
                        status: StatusTag("Suspended", .warn, .warning), history: nil,
                        actions: [PostButton("Let codes be asked for again", action: "/links/2/reissue")]),
                ],
                extend: DeliveryPage.Extend(
                    action: "/deliveries/d2/extensions",
                    life: ChoiceField(
                        "life", choices: [Choice("7d", "7 days from now"), Choice("30d", "30 days from now")])))),
    ]

    static let delegateRows = [
        DelegateRow(
            name: "Dora Lund", address: "dora@counsel.example", status: StatusTag(.declined), askedAt: Sample.when(70),
            answer: "Declined by Ana Moreau on 16 Nov 2026, 08:42 UTC.", reason: "Please call us first.",
            path: DelegateRow.Way(label: "See the request", path: "/delegations/1"), withdraw: nil),
        DelegateRow(
            name: "Ole Lund", address: "ole@counsel.example", status: StatusTag(.waiting), askedAt: Sample.when(71),
            answer: nil, reason: nil, path: nil,
            withdraw: PostButton(
                "End their access", action: "/f/t/delegates/2/withdrawal", isDangerous: true, about: "Ole")
        ),
    ]

    private static func delegation(_ form: DelegationPage.Form?, answer: String?, obstacle: String?) -> DelegationPage {
        DelegationPage(
            frame: Sample.working(.cases), caseFile: head(nil), updateTitle: "Surveillance on 14 November",
            recipient: "Jane Doe", askedBy: "jane.doe@client.example, verified", askedAt: Sample.when(70),
            delivery: "/deliveries/d2", name: "Dora Lund", address: "dora@counsel.example",
            reason: "She represents me in court.", status: StatusTag(form == nil ? .approved : .waiting),
            answer: answer, obstacle: obstacle, form: form)
    }

    static let delegations: [PageSample] = [
        PageSample(
            delegation(
                DelegationPage.Form(
                    approval: "/delegations/1/approval", refusal: "/delegations/1/refusal",
                    person: ChoiceField(
                        "person", choices: [Choice("1", "Dora Lund, in the directory"), Choice("new", "Somebody new")],
                        error: "Say who it is."), reason: Field("reason")), answer: nil, obstacle: nil)),
        PageSample(
            delegation(
                DelegationPage.Form(
                    approval: nil, refusal: "/delegations/1/refusal", person: nil, reason: Field("reason")),
                answer: nil, obstacle: "The links of the recipient have run out."), "obstacle"),
        PageSample(delegation(nil, answer: "Approved by Ana Moreau.", obstacle: nil), "decided"),
    ]

    static let sendRows = [
        SendRow(
            path: "/sends/3", sentAt: Sample.when(0), sentBy: "Ana Moreau", summary: "1 of 2 has not downloaded",
            protection: .protection(verified: true),
            recipients: [
                .init(
                    name: "Jane Doe", address: "jane.doe@client.example", status: StatusTag("Viewed", .info, .eye),
                    path: "/deliveries/1"),
                .init(
                    name: "Omar Said", address: "omar@counsel.example", status: StatusTag("Failed", .bad, .cross),
                    path: "/deliveries/2"),
            ])
    ]
}
