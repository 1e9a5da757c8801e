import Domain

@testable import Web

extension PageSample {
    private static func permissions(mayKeep: Bool, error: String? = nil) -> PermissionsPage {
        let failing = Permission.validateUpdates.field(of: .staff)
        return PermissionsPage(
            frame: Sample.working(
                nil, errors: error.flatMap { ErrorSummary([ErrorSummary.Problem(field: failing, message: $0)]) }),
            form: mayKeep
                ? PermissionsPage.Form(
                    action: "/permissions?version=1",
                    ship: PostButton(
                        "Set all roles as shipped", action: "/permissions/deletion?version=1", isDangerous: true))
                : nil,
            roles: RolePermissions.adjustable.map(\.title),
            groups: Permission.sections.map { title, permissions in
                PermissionsPage.Group(
                    title: title,
                    rows: permissions.map { permission in
                        PermissionsPage.Row(
                            label: permission.label, meaning: permission.meaning,
                            cells: RolePermissions.adjustable.map { cell(permission, $0, mayKeep, failing, error) })
                    })
            },
            changes: mayKeep
                ? [
                    PermissionsPage.Change(
                        when: Sample.when(0), by: "Ana Moreau",
                        lines: ["Manager: no longer “Validate updates”", "Staff: given “See every case”"])
                ] : [])
    }

    private static func cell(
        _ permission: Permission, _ role: StaffRole, _ mayKeep: Bool, _ failing: String, _ error: String?
    ) -> PermissionsPage.Cell {
        let id = permission.field(of: role)
        let isShipped = RolePermissions.shipped[role].contains(permission)
        return PermissionsPage.Cell(
            role: role.title,
            box: mayKeep
                ? PermissionsPage.Box(
                    id: id, label: "\(role.title): \(permission.label)", now: id == failing ? "off at present" : nil,
                    error: id == failing ? error : nil) : nil,
            isOn: isShipped || id == failing, isShipped: isShipped)
    }

    static let permissions: [PageSample] = [
        PageSample(permissions(mayKeep: true)), PageSample(permissions(mayKeep: false), "read"),
        PageSample(
            permissions(
                mayKeep: true,
                error:
                    "“Validate updates” needs “See what is not validated”: tick that for staff too, or untick “Validate updates”."
            ),
            "error"),
    ]
}
