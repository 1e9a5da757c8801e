import Domain

@testable import Web

extension PageSample {
    private static let kinds = ChoiceField(
        "kind", choices: [Choice("team", "Team", isChosen: true), Choice("circle", "Circle")])

    private static func comparison(obstacle: String?) -> MergePage.Comparison {
        MergePage.Comparison(
            goneName: "J. Doe",
            rows: [
                MergePage.Row(label: "Addresses", kept: "jane.doe@client.example", gone: "j.doe@client.example"),
                MergePage.Row(label: "Cases", kept: "HV-2026-0114 (client contact)", gone: "none"),
            ],
            merge: obstacle == nil
                ? PostButton("Merge into Jane Doe", action: "/people/1/merge?with=9", isDangerous: true) : nil,
            obstacle: obstacle, swap: obstacle == nil ? "/people/9/merge?with=1" : nil)
    }

    static let merges: [PageSample] = [
        PageSample(
            MergePage(
                frame: Sample.working(.people), name: "Jane Doe", person: "/people/1", action: "/people/1/merge",
                text: Field("text", value: "doe"),
                found: [
                    MergePage.Candidate(path: "/people/1/merge?with=9", name: "J. Doe", detail: "Contact, no address")
                ], hasLooked: true, comparison: comparison(obstacle: nil))),
        PageSample(
            MergePage(
                frame: Sample.working(.people), name: "Jane Doe", person: "/people/1", action: "/people/1/merge",
                text: Field("text", value: "zz"), found: [], hasLooked: true,
                comparison: comparison(obstacle: "You may not change the other record.")), "refused"),
    ]

    static let teams: [PageSample] = [
        PageSample(
            TeamsPage(
                frame: Sample.working(.people, flash: Flash("Saved.")), new: "/teams/new",
                teams: [
                    TeamsPage.Row(
                        name: "North", edit: "/teams/1/edit", kind: "Team", members: "Ana Moreau, Kim Field",
                        status: nil),
                    TeamsPage.Row(name: "Fraud", edit: nil, kind: "Circle", members: "nobody", status: .archived),
                ])),
        PageSample(TeamsPage(frame: Sample.working(.people), new: nil, teams: []), "empty"),
        PageSample(
            TeamFormPage(
                frame: Sample.working(.people), isNew: true, action: "/teams", name: Field("name"), kind: kinds,
                members: [], membersError: nil, archive: nil, cancel: "/teams"), "new"),
        {
            let name = Field("name", value: "North", error: "Another team has this name. Each needs its own.")
            return PageSample(
                TeamFormPage(
                    frame: Sample.working(.people, errors: Sample.failing(name)), isNew: false,
                    action: "/teams/1?version=2", name: name, kind: kinds,
                    members: [
                        TeamFormPage.MemberBox(id: "1", name: "Ana Moreau", detail: "ana@hv.example", isTicked: true)
                    ], membersError: "Somebody chosen was archived meanwhile. Choose again.",
                    archive: PostButton("Archive", action: "/teams/1/archive", isDangerous: true), cancel: "/teams"))
        }(),
    ]
}
