import Actions
import Domain

@testable import Web

extension PageSample {
    static let standings = ChoiceField("show", choices: [Choice("current", "Not archived")])

    private static func form(error: String?) -> ImportFormPage {
        let file = Field("file", error: error)
        return ImportFormPage(
            frame: Sample.working(.people, errors: error == nil ? nil : Sample.failing(file)), what: "contacts",
            action: "/imports?kind=contacts", reach: nil, file: file,
            columns: columns(.contacts),
            template: "/imports/template?kind=contacts", cancel: "/people")
    }

    private static func columns(_ kind: ImportKind) -> [ImportFormPage.Column] {
        kind.columns.map { ImportFormPage.Column(name: $0.rawValue, words: $0.words(in: kind)) }
    }

    static let imports: [PageSample] = [
        PageSample(form(error: nil)),
        PageSample(form(error: "This file is not text in UTF-8. Save it anew as “CSV UTF-8”."), "error"),
        PageSample(
            ImportPage(
                frame: Sample.working(.people), what: "contacts",
                summary: "1 would be added, 1 changed, 0 left as they are.", problems: [], moreProblems: nil,
                lines: [
                    ImportPage.LineRow(line: "2", title: "Jane Doe", words: "Would be added"),
                    ImportPage.LineRow(
                        line: "3", title: "Omar Said", words: "There already: omar.said@client.example is added"),
                ], moreLines: "12 more lines are not shown here.",
                confirm: ImportPage.Confirm(
                    action: "/imports/1/confirmation", hidden: [HiddenField(name: "seen", value: "a1b2")],
                    label: "Import 2 lines", notice: nil), again: "/imports/new?kind=contacts", list: "/people")),
        PageSample(
            ImportPage(
                frame: Sample.working(.people), what: "contacts",
                summary: "Nothing can be imported: 1 line has a problem.",
                problems: [
                    ImportPage.LineRow(line: "4", title: "email", words: "Enter an address like name@example.com.")
                ], moreProblems: "3 more lines are not shown here.", lines: [], moreLines: nil, confirm: nil,
                again: "/imports/new?kind=contacts", list: "/people"), "problems"),
        PageSample(
            ImportFormPage(
                frame: Sample.working(.cases), what: "assignments", action: "/imports?kind=assignments",
                reach: ImportKind.assignments.reach, file: Field("file"), columns: columns(.assignments),
                template: "/imports/template?kind=assignments", cancel: "/cases"), "assignments"),
        PageSample(
            ImportPage(
                frame: Sample.working(.cases), what: "assignments",
                summary: "1 would be added, 0 changed, 0 left as they are.", problems: [], moreProblems: nil,
                lines: [
                    ImportPage.LineRow(
                        line: "2", title: "HV-2026-0114: Mara Lindqvist",
                        words: "Would be added: investigator; primary of the role, in place of Omar Said")
                ], moreLines: nil,
                confirm: ImportPage.Confirm(
                    action: "/imports/1/confirmation", hidden: [HiddenField(name: "seen", value: "a1b2")],
                    label: "Import 1 line", notice: ImportPage.Confirm.Notice(isTicked: true)),
                again: "/imports/new?kind=assignments", list: "/cases"), "assignments"),
    ]
}
