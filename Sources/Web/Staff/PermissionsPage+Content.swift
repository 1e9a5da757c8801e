import Actions
import Domain

extension PermissionsPage {
    /// `chosen` is what was ticked; nil shows what stands.
    init(
        _ shown: ShownPermissions, chosen: RolePermissions?, _ reading: FormReading, for viewer: Viewer,
        frame: WorkingFrame
    ) {
        let mayKeep = viewer.rights.mayKeepPermissions
        let action = "/permissions?version=\(shown.version)"
        let ship =
            shown.permissions == .shipped
            ? nil
            : PostButton(
                "Set all roles as shipped", action: "/permissions/deletion?version=\(shown.version)", isDangerous: true)
        self.init(
            frame: frame, form: mayKeep ? Form(action: action, ship: ship) : nil,
            roles: RolePermissions.adjustable.map(\.title),
            groups: Permission.sections.map { title, permissions in
                Group(
                    title: title,
                    rows: permissions.map { permission in
                        Row(
                            label: permission.label, meaning: permission.meaning,
                            cells: RolePermissions.adjustable.map { role in
                                Cell(
                                    permission, of: role, stands: shown.permissions,
                                    chosen: chosen ?? shown.permissions,
                                    reading, mayKeep: mayKeep)
                            })
                    })
            },
            changes: shown.changes.map {
                Change(
                    when: When($0.at), by: $0.by.isEmpty ? "somebody" : $0.by, lines: $0.differences.map(\.words))
            })
    }
}

extension PermissionsPage.Cell {
    fileprivate init(
        _ permission: Permission, of role: StaffRole, stands: RolePermissions, chosen: RolePermissions,
        _ reading: FormReading, mayKeep: Bool
    ) {
        let id = permission.field(of: role)
        let (isOn, stood) = (chosen[role].contains(permission), stands[role].contains(permission))
        self.init(
            role: role.title,
            box: mayKeep
                ? PermissionsPage.Box(
                    id: id, label: "\(role.title): \(permission.label)",
                    now: isOn == stood ? nil : stood ? "on at present" : "off at present", error: reading.error(id))
                : nil,
            isOn: isOn, isShipped: RolePermissions.shipped[role].contains(permission))
    }
}
