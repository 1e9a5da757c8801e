import Domain

@testable import Web

extension PageSample {
    private static func choice(_ field: String, _ id: String, _ name: String, _ detail: String?, _ isChosen: Bool)
        -> DistributionGroupFormPage.MemberChoice
    {
        DistributionGroupFormPage.MemberChoice(
            field: field, id: "\(field)-\(id)", value: id, name: name, detail: detail, isChosen: isChosen)
    }

    private static func form(isNew: Bool, error: String?) -> DistributionGroupFormPage {
        let problems = error.map { [ErrorSummary.Problem(field: "members", message: $0)] } ?? []
        return DistributionGroupFormPage(
            frame: Sample.working(.cases, errors: ErrorSummary(problems)), isNew: isNew, scope: "For case 2026-014",
            action: "/distribution-groups?case=1", name: Field("name", value: isNew ? "" : "Client and counsel"),
            membersError: error,
            blocks: [
                DistributionGroupFormPage.Block(
                    "Roles on the case", [choice("everybody", "client-contact", "All client contacts", nil, !isNew)],
                    isOpen: true, hint: "Whoever has the role on the case when something is sent."),
                DistributionGroupFormPage.Block(
                    "Contacts on this case", [choice("person", "p1", "Jane Doe", "jane.doe@client.example", false)]),
                DistributionGroupFormPage.Block("Other groups", []),
            ], cancel: "/distribution-groups?case=1")
    }

    static let distributionGroups: [PageSample] = [
        PageSample(
            DistributionGroupsPage(
                frame: Sample.working(.cases),
                caseFile: DistributionGroupsPage.CaseLink(reference: "2026-014", path: "/cases/1/people"),
                groups: [
                    DistributionGroupsPage.GroupRow(
                        path: "/distribution-groups/1", name: "Client and counsel", scope: "This case",
                        isArchived: false,
                        members: "3 members"),
                    DistributionGroupsPage.GroupRow(
                        path: "/distribution-groups/2", name: "Partners", scope: "Whole organisation",
                        isArchived: true,
                        members: "1 member"),
                ], newForCase: "/distribution-groups/new?case=1", newForOrganisation: "/distribution-groups/new")),
        PageSample(
            DistributionGroupsPage(
                frame: Sample.working(.people), caseFile: nil, groups: [], newForCase: nil, newForOrganisation: nil),
            "empty"),
        PageSample(
            DistributionGroupPage(
                frame: Sample.working(.cases), name: "Client and counsel", scope: "For case 2026-014",
                list: "/distribution-groups?case=1", isArchived: false,
                members: [
                    DistributionGroupPage.Member(
                        name: "All client contacts", path: nil, kind: "Role on the case", detail: nil),
                    DistributionGroupPage.Member(
                        name: "Jane Doe", path: "/people/1", kind: "Contact", detail: "jane.doe@client.example"),
                    DistributionGroupPage.Member(
                        name: "Partners", path: "/distribution-groups/2", kind: "Group", detail: nil),
                ], outer: [DistributionGroupPage.GroupLink(name: "Everybody", path: "/distribution-groups/3")],
                use: "Chosen for 3 sends, last on 16 Nov 2026, 08:42 UTC.", edit: "/distribution-groups/1/edit",
                archive: PostButton("Archive", action: "/distribution-groups/1/archive", isDangerous: true))),
        PageSample(
            DistributionGroupPage(
                frame: Sample.working(.people), name: "Partners", scope: "For the whole organisation",
                list: "/distribution-groups", isArchived: true,
                members: [
                    DistributionGroupPage.Member(
                        name: "Old group", path: "/distribution-groups/4", kind: "Group",
                        detail: "archived: adds nobody")
                ],
                outer: [], use: "Not used for a send yet.", edit: nil, archive: nil), "archived"),
        PageSample(form(isNew: true, error: nil), "new"),
        PageSample(form(isNew: false, error: "Choose who belongs to the group."), "error"),
    ]
}
