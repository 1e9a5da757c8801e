import Domain

@testable import Web

extension PageSample {
    private static let validated = StatusTag("Validated", .ok, .check)
    private static let draft = StatusTag("Draft", .idle, .file)

    private static func item(_ title: String, isUnvalidated: Bool) -> CasePage.UpdateItem {
        CasePage.UpdateItem(
            path: "/updates/1", title: title, date: Sample.when(-300), author: "Ana Moreau",
            status: isUnvalidated ? draft : validated, isUnvalidated: isUnvalidated,
            files: isUnvalidated ? nil : "3 files, 816 MB", edit: isUnvalidated ? "/updates/1/edit" : nil,
            validate: isUnvalidated ? PostButton("Validate", action: "/updates/1/validation") : nil,
            send: isUnvalidated ? nil : "/updates/1/sends/new", sends: isUnvalidated ? [] : sendRows)
    }

    static let updates: [PageSample] = [
        PageSample(
            CasePage(
                frame: Sample.working(.cases, flash: Flash("The update was saved.")), caseFile: head(.updates),
                updates: [
                    item("Interview of the neighbour", isUnvalidated: true),
                    item("Surveillance on 14 November", isUnvalidated: false),
                ], newUpdate: "/cases/1/updates/new")),
        PageSample(
            CasePage(frame: Sample.working(.cases), caseFile: head(.updates), updates: [], newUpdate: nil), "empty"),
        PageSample(
            UpdateFormPage(
                frame: Sample.working(.cases), caseFile: head(nil), isNew: true, action: "/cases/1/updates",
                title: Field("title"), body: Field("body"), savedAt: nil, returned: nil, newer: nil, maySubmit: false,
                mayValidate: false, files: nil, cancel: "/cases/1"), "new"),
        {
            let title = Field("title", value: "", error: "Enter a title.")
            let list = [Sample.report, Sample.photos].map {
                UpdateFormPage.AttachedFile(
                    facts: $0, remove: PostButton("Remove", action: "/attachments/1/deletion", isDangerous: true))
            }
            let files = UpdateFormPage.Files(
                action: "/updates/1/files", rawAction: "/updates/1/files/raw", list: list,
                limits: "Up to 20 files of 2 GB each.", error: "“Movie.mov” is larger than 2 GB.")
            let page = UpdateFormPage(
                frame: Sample.working(.cases, errors: Sample.failing(title)), caseFile: head(nil), isNew: false,
                action: "/updates/1", title: title,
                body: Field("body", value: "\nThe subject left the address at 08:12.\n\n- first\n  - second\n"),
                savedAt: Sample.when(0), returned: "Please name the source.",
                newer: UpdateFormPage.Newer(
                    title: "Surveillance on 14 November", text: "The subject left at *08:21*.",
                    savedAt: Sample.when(3)),
                maySubmit: true, mayValidate: true, files: files, cancel: "/cases/1")
            return PageSample(page)
        }(),
        PageSample(
            UpdatePage(
                frame: Sample.working(.cases), caseFile: head(nil), title: "Surveillance on 14 November",
                status: validated, author: "Ana Moreau", writtenAt: Sample.when(-300),
                validated: UpdatePage.Validated(by: "Karl Vogel", at: Sample.when(-200)),
                bodyHTML: "<p>The subject left the address at 08:12 and returned at 19:40.</p>",
                files: [Sample.report, Sample.photos].map {
                    UpdatePage.UpdateFile(facts: $0, download: "/attachments/1")
                },
                edit: nil, validate: nil, giveBack: nil, send: "/updates/1/sends/new", sends: sendRows)),
        PageSample(
            UpdatePage(
                frame: Sample.working(.cases), caseFile: head(nil), title: "Interview of the neighbour", status: draft,
                author: "Ana Moreau", writtenAt: Sample.when(0), validated: nil, bodyHTML: "<p>Draft.</p>", files: [],
                edit: "/updates/1/edit", validate: PostButton("Validate", action: "/updates/1/validation"),
                giveBack: PostButton("Return to author", action: "/updates/1/return"), send: nil, sends: []), "draft"),
    ]
}
