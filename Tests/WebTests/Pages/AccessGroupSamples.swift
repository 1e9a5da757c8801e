import Domain

@testable import Web

extension PageSample {
    private static func boxes(_ isForStaff: Bool) -> [AccessGroupFormPage.RoleBox] {
        AudienceRole.allCases.filter { $0.isForStaff == isForStaff }.map {
            AccessGroupFormPage.RoleBox(
                id: "role-" + $0.rawValue.replacing(" ", with: "-"), value: $0.rawValue, isTicked: $0 == .manager)
        }
    }

    private static let variables = [
        PresetFormPage.Variable(spelling: "{{Case.reference}}", meaning: "the reference of the case")
    ]
    private static let group = ChoiceField("group", choices: [Choice("1", "Standard", isChosen: true)])

    static let presets: [PageSample] = [
        PageSample(
            PresetsPage(
                frame: Sample.working(nil), new: "/presets/new",
                presets: [
                    PresetsPage.Row(
                        name: "Weekly report", edit: "/presets/1/edit", group: "Standard",
                        title: "Week of {{Date.today}}", status: nil),
                    PresetsPage.Row(
                        name: "Old one", edit: nil, group: "Internal notes", title: "Notes",
                        status: StatusTag("Archived", .idle, .lock)),
                ])),
        PageSample(PresetsPage(frame: Sample.working(nil), new: "/presets/new", presets: []), "empty"),
        PageSample(
            PresetFormPage(
                frame: Sample.working(nil), isNew: true, action: "/presets", name: Field("name"), group: group,
                title: Field("title"), body: Field("body"), variables: variables, archive: nil, cancel: "/presets"),
            "new"),
        {
            let body = Field("body", value: "For {{Case.Client}}.", error: "{{Case.Client}} stands for nothing here.")
            return PageSample(
                PresetFormPage(
                    frame: Sample.working(nil, errors: Sample.failing(body)), isNew: false, action: "/presets/1",
                    name: Field("name", value: "Weekly report"), group: group, title: Field("title", value: "Week"),
                    body: body, variables: variables,
                    archive: PostButton("Archive", action: "/presets/1/archive", isDangerous: true),
                    cancel: "/presets"))
        }(),
    ]

    static let accessGroups: [PageSample] = [
        PageSample(
            AccessGroupsPage(
                frame: Sample.working(nil, flash: Flash("Saved.")), new: "/access-groups/new",
                groups: [
                    AccessGroupsPage.Row(
                        name: "Standard", edit: "/access-groups/1/edit", audience: "manager, client contact",
                        validation: "needed", documents: "yes", updates: "12", presets: "1", status: nil),
                    AccessGroupsPage.Row(
                        name: "Internal notes", edit: nil, audience: "administrators and owners alone",
                        validation: "permanent once submitted", documents: "no", updates: "0", presets: "0",
                        status: StatusTag("Archived", .idle, .lock)),
                ])),
        PageSample(AccessGroupsPage(frame: Sample.working(nil), new: nil, groups: []), "empty"),
        PageSample(
            AccessGroupFormPage(
                frame: Sample.working(nil), isNew: true, action: "/access-groups", name: Field("name"),
                staffRoles: boxes(true), contactRoles: boxes(false), validation: true, documents: false,
                verification: false,
                usage: nil,
                archive: nil, cancel: "/access-groups"), "new"),
        {
            let name = Field("name", value: "Standard", error: "Another access group has this name.")
            return PageSample(
                AccessGroupFormPage(
                    frame: Sample.working(nil, errors: Sample.failing(name)), isNew: false, action: "/access-groups/1",
                    name: name, staffRoles: boxes(true), contactRoles: boxes(false), validation: false, documents: true,
                    verification: true,
                    usage: "12 updates carry it.",
                    archive: PostButton("Archive", action: "/access-groups/1/archive", isDangerous: true),
                    cancel: "/access-groups"))
        }(),
    ]
}
