import Domain

@testable import Web

extension PageSample {
    private static func boxes(_ isForStaff: Bool) -> [AccessGroupFormPage.RoleBox] {
        AudienceRole.allCases.filter { $0.isForStaff == isForStaff }.map {
            AccessGroupFormPage.RoleBox(
                id: "role-" + $0.rawValue.replacing(" ", with: "-"), value: $0.rawValue, isTicked: $0 == .manager)
        }
    }

    static let accessGroups: [PageSample] = [
        PageSample(
            AccessGroupsPage(
                frame: Sample.working(nil, flash: Flash("Saved.")), new: "/access-groups/new",
                groups: [
                    AccessGroupsPage.Row(
                        name: "Standard", edit: "/access-groups/1/edit", audience: "manager, client contact",
                        validation: "needed", documents: "yes", updates: "12", status: nil),
                    AccessGroupsPage.Row(
                        name: "Internal notes", edit: nil, audience: "administrators and owners alone",
                        validation: "permanent once submitted", documents: "no", updates: "0",
                        status: StatusTag("Archived", .idle, .lock)),
                ])),
        PageSample(AccessGroupsPage(frame: Sample.working(nil), new: nil, groups: []), "empty"),
        PageSample(
            AccessGroupFormPage(
                frame: Sample.working(nil), isNew: true, action: "/access-groups", name: Field("name"),
                staffRoles: boxes(true), contactRoles: boxes(false), validation: true, documents: false, usage: nil,
                archive: nil, cancel: "/access-groups"), "new"),
        {
            let name = Field("name", value: "Standard", error: "Another access group has this name.")
            return PageSample(
                AccessGroupFormPage(
                    frame: Sample.working(nil, errors: Sample.failing(name)), isNew: false, action: "/access-groups/1",
                    name: name, staffRoles: boxes(true), contactRoles: boxes(false), validation: false, documents: true,
                    usage: "12 updates carry it.",
                    archive: PostButton("Archive", action: "/access-groups/1/archive", isDangerous: true),
                    cancel: "/access-groups"))
        }(),
    ]
}
