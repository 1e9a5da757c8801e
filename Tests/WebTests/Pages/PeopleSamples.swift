import Domain

@testable import Web

extension PageSample {
    private static let anybody = ChoiceField(
        "coordinator", choices: [Choice("", "Anybody"), Choice("3", "Kim Field", isChosen: true)])

    static let people: [PageSample] = [
        PageSample(
            CasePeoplePage(
                frame: Sample.working(.cases), caseFile: head(.people),
                people: [
                    CasePeoplePage.Assignment(
                        path: "/people/1", name: "Jane Doe", role: "client contact",
                        primary: StatusTag("Primary", .info, .check), address: "jane.doe@client.example",
                        addressStatus: StatusTag("Mail fails", .bad, .warning), makePrimary: nil,
                        end: PostButton("Remove", action: "/assignments/1/end", isDangerous: true, about: "Jane Doe")),
                    CasePeoplePage.Assignment(
                        path: "/people/2", name: "Bo Li", role: "affiliate contact", primary: nil, address: nil,
                        addressStatus: nil,
                        makePrimary: PostButton("Make primary", action: "/cases/1/people/2/primary", about: "Bo Li"),
                        end: nil),
                ], groups: "/distribution-groups?case=1",
                assign: CasePeoplePage.Assign(
                    action: "/cases/1/people",
                    person: ChoiceField("person", choices: [Choice("9", "Ida Berg, contact")]),
                    role: caseRoles, isPrimary: false, notifies: true, new: "/people/new"))),
        PageSample(
            CasePeoplePage(
                frame: Sample.working(.cases), caseFile: head(.people), people: [],
                groups: "/distribution-groups?case=1", assign: nil),
            "empty"),
        PageSample(
            PeoplePage(
                frame: Sample.working(.people), text: Field("text"), kind: states, show: standings,
                coordinator: anybody, isFiltered: false,
                new: "/people/new", invite: "/invitations/new",
                importing: "/imports/new?kind=contacts", export: "/people.csv",
                people: [
                    PeoplePage.PersonRow(
                        path: "/people/1", name: "Jane Doe", kind: "contact", address: "jane.doe@client.example",
                        addressStatus: StatusTag("Mail fails", .bad, .warning), accountStatus: nil,
                        coordinator: "Kim Field",
                        cases: 2),
                    PeoplePage.PersonRow(
                        path: "/people/3", name: "Kim Field", kind: "staff", address: "kim@hv.example",
                        addressStatus: nil, accountStatus: AccountStanding.expired.tag, coordinator: nil, cases: 0),
                    PeoplePage.PersonRow(
                        path: "/people/2", name: "Bo Li", kind: "prospect", address: nil, addressStatus: nil,
                        accountStatus: nil, coordinator: nil, cases: 0),
                ], next: "/people?after=2")),
        PageSample(
            PeoplePage(
                frame: Sample.working(.people), text: Field("text", value: "zz"), kind: states, show: standings,
                coordinator: anybody, isFiltered: true,
                new: nil, invite: nil,
                importing: nil, export: "/people.csv?text=zz", people: [], next: nil), "empty"),
        PageSample(
            PersonFormPage(
                frame: Sample.working(.people), isNew: true, action: "/people",
                kind: ChoiceField(
                    "kind", choices: [Choice("staff", "Staff"), Choice("contact", "Contact", isChosen: true)]),
                name: Field("name"), email: Field("email"), isAccount: false, aliases: Field("aliases"),
                coordinator: anybody,
                role: caseRoles,
                password: Field("password"), cancel: "/people")),
        {
            let kind = ChoiceField("kind", choices: [Choice("staff", "Staff")], error: "Choose a kind.")
            let aliases = Field("aliases", value: "a@b.example\nnot an address", error: "Line 2 is not an address.")
            let role = ChoiceField("role", choices: caseRoles.choices, error: "Choose a role.")
            let errors = ErrorSummary([
                ErrorSummary.Problem(field: "kind", message: "Choose a kind."),
                ErrorSummary.Problem(field: "aliases", message: "Line 2 is not an address."),
                ErrorSummary.Problem(field: "role", message: "Choose a role."),
            ])
            return PageSample(
                PersonFormPage(
                    frame: Sample.working(.people, errors: errors), isNew: false, action: "/people/1", kind: kind,
                    name: Field("name", value: "Jane Doe"), email: Field("email", value: "jane.doe@client.example"),
                    isAccount: true,
                    aliases: aliases, coordinator: nil, role: role, password: nil, cancel: "/people/1"), "error")
        }(),
        PageSample(
            PersonPage(
                frame: Sample.working(.people), name: "Jane Doe", kind: "contact", role: "investigator",
                may: "Open cases. Write updates.",
                coordinator: PersonPage.Coordinator(name: "Kim Field", path: "/people/3", notice: .archived),
                teams: "Team North, Circle Fraud",
                edit: "/people/1/edit", archivedAt: nil, mergedInto: nil,
                merged: [PersonPage.MergedLink(name: "J. Doe", path: "/people/9", at: Sample.when(0))],
                merge: "/people/1/merge",
                archive: PostButton("Archive", action: "/people/1/archive", isDangerous: true),
                notifications: "/people/1/notifications",
                addresses: [
                    PersonPage.Address(
                        address: "jane.doe@client.example", isPrimary: true, status: StatusTag("Works", .ok, .check),
                        sharedNotice: .sharedAddress,
                        mark: PostButton("Mark as personal", action: "/people/1/shared-addresses/deletion"))
                ], cases: caseRows,
                deliveries: [
                    PersonPage.DeliveryRow(
                        path: "/deliveries/7", updateTitle: "Surveillance on 14 November", sentAt: Sample.when(0),
                        status: StatusTag("Downloaded", .ok, .download))
                ],
                access: PersonPage.Access(
                    email: "jane.doe@client.example", tokens: tokenRows, lines: accessLines, sessions: sessionRows,
                    endAll: PostButton("End all sessions", action: "/people/1/sessions/deletion", isDangerous: true)))),
        PageSample(
            PersonPage(
                frame: Sample.working(.people), name: "Bo Li", kind: "prospect", role: nil, may: nil, coordinator: nil,
                teams: nil, edit: nil,
                archivedAt: Sample.when(0),
                mergedInto: PersonPage.MergedLink(name: "Bo Lee", path: "/people/4", at: Sample.when(0)), merged: [],
                merge: nil,
                archive: PostButton("Bring back", action: "/people/1/archive/deletion"), notifications: nil,
                addresses: [],
                cases: [], deliveries: [],
                access: PersonPage.Access(email: nil, tokens: [], lines: [], sessions: [], endAll: nil)),
            "empty"),
    ]
}
