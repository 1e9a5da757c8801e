import Domain

@testable import Web

extension PageSample {
    private static let validated = StatusTag("Validated", .ok, .check)
    private static let draft = StatusTag("Draft", .idle, .file)

    private static let missingReason = Field("reason", error: "Say what is to be changed.")
    private static let groups = ChoiceField(
        "group", choices: [Choice("1", "Standard", isChosen: true), Choice("2", "Internal notes")])
    private static let returned = ReturnedNotice(
        by: "Karl Vogel", at: Sample.when(-100), reason: ["Please name the source.", "And the place."], isPast: false)

    private static func item(_ title: String, isUnvalidated: Bool) -> CasePage.UpdateItem {
        CasePage.UpdateItem(
            path: "/updates/1", title: title, date: Sample.when(-300), author: "Ana Moreau",
            status: isUnvalidated ? draft : validated, isUnvalidated: isUnvalidated, group: "Standard",
            files: isUnvalidated ? nil : "3 files, 816 MB", edit: isUnvalidated ? "/updates/1/edit" : nil,
            submit: isUnvalidated ? PostButton("Submit", action: "/updates/1/submission") : nil,
            validate: isUnvalidated ? PostButton("Validate", action: "/updates/1/validation") : nil,
            send: isUnvalidated ? nil : "/updates/1/sends/new", sends: isUnvalidated ? [] : sendRows)
    }

    static let replacements: [PageSample] = [
        PageSample(
            ReplacementPage(
                frame: Sample.working(.cases), file: Sample.report, version: "1",
                action: "/attachments/1/replacement", reason: Field("reason"), files: Field("files"), limit: "2.1 GB",
                cancel: "/updates/1")),
        {
            let files = Field("files", error: "Choose the file that is to take its place.")
            return PageSample(
                ReplacementPage(
                    frame: Sample.working(.cases, errors: Sample.failing(files)), file: Sample.report, version: "1",
                    action: "/attachments/1/replacement", reason: Field("reason", value: "Page 3"), files: files,
                    limit: "2.1 GB", cancel: "/updates/1"), "error")
        }(),
    ]

    static let updates: [PageSample] = [
        PageSample(
            CasePage(
                frame: Sample.working(.cases, flash: Flash("The update was saved.")), caseFile: head(.updates),
                updates: [
                    item("Interview of the neighbour", isUnvalidated: true),
                    item("Surveillance on 14 November", isUnvalidated: false),
                ], older: "/cases/1?after=2", newUpdate: "/cases/1/updates/new")),
        PageSample(
            CasePage(frame: Sample.working(.cases), caseFile: head(.updates), updates: [], older: nil, newUpdate: nil),
            "empty"),
        PageSample(
            UpdateFormPage(
                frame: Sample.working(.cases), caseFile: head(nil), isNew: true, action: "/cases/1/updates",
                group: groups, presets: [], offersPresets: true, title: Field("title"), body: Field("body"),
                isMarkdown: true, isUnsaved: false,
                savedAt: nil, returned: nil, newer: nil, preview: nil, maySubmit: false, mayValidate: false, files: nil,
                cancel: "/cases/1"), "new"),
        {
            let title = Field("title", value: "", error: "Enter a title.")
            let list = [Sample.report, Sample.photos].map {
                UpdateFormPage.AttachedFile(
                    facts: $0, remove: PostButton("Remove", action: "/attachments/1/deletion", isDangerous: true))
            }
            let files = UpdateFormPage.Files(
                action: "/updates/1/files", rawAction: "/updates/1/files/raw", list: list,
                limits: "Up to 20 files of 2 GB each.", largest: "2000000000",
                refused: ["“Movie.mov” is too large: a file can have up to 2 GB."])
            let page = UpdateFormPage(
                frame: Sample.working(.cases, errors: Sample.failing(title)), caseFile: head(nil), isNew: false,
                action: "/updates/1", group: groups,
                presets: [UpdateFormPage.PresetChoice(id: "1", name: "Weekly report")], offersPresets: true,
                title: title,
                body: Field("body", value: "\nThe subject left the address at 08:12.\n\n- first\n  - second\n"),
                isMarkdown: true, isUnsaved: true, savedAt: Sample.when(0), returned: returned,
                newer: UpdateFormPage.Newer(
                    title: "Surveillance on 14 November", group: "Standard", text: "The subject left at *08:21*.",
                    savedAt: Sample.when(3), take: "/updates/1/edit"),
                preview: UpdateFormPage.Preview(bodyHTML: "<p>The subject left the address at 08:12.</p>"),
                maySubmit: true, mayValidate: true, files: files, cancel: "/cases/1")
            return PageSample(page)
        }(),
        PageSample(
            UpdatePage(
                frame: Sample.working(.cases), caseFile: head(nil), title: "Surveillance on 14 November",
                status: validated, author: "Ana Moreau", writtenAt: Sample.when(-300),
                group: "Standard", audience: "manager, client contact",
                submitted: UpdatePage.Step(by: "Ana Moreau", at: Sample.when(-250)), returned: nil,
                validated: UpdatePage.Step(by: "Karl Vogel", at: Sample.when(-200)), unresolved: nil,
                isUnvalidated: false, isUnseen: true,
                bodyHTML: "<p>The subject left the address at 08:12 and returned at 19:40.</p>",
                files: [Sample.report, Sample.photos].map {
                    UpdatePage.UpdateFile(
                        facts: $0, download: "/attachments/1", version: "2", replace: "/attachments/1/replacement",
                        earlier: [
                            UpdatePage.EarlierVersion(
                                version: "1", facts: Sample.note, download: "/attachments/2", until: Sample.when(-100),
                                by: "Karl Vogel", reason: "Page 3 was missing.")
                        ])
                },
                edit: nil, submit: nil, validate: nil, giveBack: nil, send: "/updates/1/sends/new", sends: sendRows)),
        PageSample(
            UpdatePage(
                frame: Sample.working(.cases, errors: Sample.failing(missingReason)), caseFile: head(nil),
                title: "Interview of the neighbour", status: draft,
                author: "Ana Moreau", writtenAt: Sample.when(0), group: "Internal notes",
                audience: "manager", submitted: UpdatePage.Step(by: "Ana Moreau", at: Sample.when(3)),
                returned: returned, validated: nil, unresolved: "{{Case.client}} stands for nothing here.",
                isUnvalidated: true, isUnseen: false, bodyHTML: "<p>Draft.</p>",
                files: [],
                edit: "/updates/1/edit", submit: PostButton("Submit", action: "/updates/1/submission"),
                validate: PostButton("Validate", action: "/updates/1/validation"),
                giveBack: UpdatePage.GiveBackForm(
                    action: "/updates/1/return", reason: Field("reason", error: "Say what is to be changed."),
                    isOpen: true), send: nil, sends: []), "draft"),
    ]
}
