import Actions
import Domain

extension AccessGroupsPage {
    init(_ groups: [ShownAccessGroup], for viewer: Viewer, frame: WorkingFrame) {
        let mayKeep = viewer.rights.mayKeepAccessGroups
        self.init(
            frame: frame, new: mayKeep ? "/access-groups/new" : nil,
            groups: groups.map { shown in
                Row(
                    name: shown.group.name, edit: mayKeep ? "/access-groups/\(shown.group.id)/edit" : nil,
                    audience: shown.group.audienceWords,
                    validation: shown.group.requiresValidation ? "needed" : "permanent once submitted",
                    documents: shown.group.isPartOfDocuments ? "yes" : "no", updates: "\(shown.updates)",
                    presets: "\(shown.presets)",
                    status: shown.group.archivedAt == nil ? nil : StatusTag("Archived", .idle, .lock))
            })
    }
}

extension AccessGroupFormPage {
    init(_ shown: ShownAccessGroup?, _ entry: AccessGroupEntry, _ reading: FormReading, frame: WorkingFrame) {
        let path = shown.map { "/access-groups/\($0.group.id)" }
        let roles = { (isForStaff: Bool) in
            AudienceRole.allCases.filter { $0.isForStaff == isForStaff }.map { role in
                RoleBox(
                    id: "role-" + role.rawValue.replacing(" ", with: "-"), value: role.rawValue,
                    isTicked: entry.audience.contains(role))
            }
        }
        var archive: PostButton?
        if let shown, let path, shown.group.id != AccessGroup.standard {
            archive =
                shown.group.archivedAt == nil
                ? PostButton("Archive", action: path + "/archive", isDangerous: true)
                : PostButton("Offer again", action: path + "/archive/deletion")
        }
        self.init(
            frame: frame, isNew: shown == nil,
            action: shown.map { "\(path ?? "")?version=\($0.version)" } ?? "/access-groups",
            name: reading.field("name", entry.name), staffRoles: roles(true), contactRoles: roles(false),
            validation: entry.requiresValidation, documents: entry.isPartOfDocuments,
            verification: entry.asksForCode,
            usage: shown.map { shown in
                (shown.updates == 1 ? "1 update carries it" : "\(shown.updates) updates carry it")
                    + (shown.presets == 1 ? ", and 1 preset is for it." : ", and \(shown.presets) presets are for it.")
            },
            archive: archive, cancel: "/access-groups")
    }
}
