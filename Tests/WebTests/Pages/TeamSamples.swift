import Domain

@testable import Web

extension PageSample {
    private static let kinds = ChoiceField(
        "kind", choices: [Choice("team", "Team", isChosen: true), Choice("circle", "Circle")])

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
