import Actions
import Domain

/// `/permissions`: what roles may do.
struct PermissionEndpoints: Sendable {
    var show: Endpoint {
        .showing(
            "showPermissions",
            "What managers, investigators and staff may do. Administrators and owners may do everything; an auditor reads every case and changes nothing.",
            Self.shape
        ) { try await Self.shown($0) }
    }

    var change: Endpoint {
        .changing(
            "changePermissions",
            "Say what roles may do from the next request on; a role that is left out stays as it is.",
            .json(
                Shape.object(
                    [.required("version", Shape.integer(0...Int64.max).noted("That of what is to be replaced."))]
                        + RolePermissions.adjustable.map { .optional($0.rawValue, Self.permissions) }
                ).named("PermissionsChange")), problems: [403, 409], Self.shape
        ) { call in
            var roles: [StaffRole: Set<Permission>] = [:]
            for role in RolePermissions.adjustable where call.body[role.rawValue] != nil {
                roles[role] = Set(call.body.texts(role.rawValue).compactMap(Permission.init))
            }
            let kept = try await call.installation.changePermissions(
                to: roles, version: call.body.optionalInteger("version") ?? 0, by: call.viewer)
            switch kept {
            case .kept: return try await Self.shown(call)
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
            }
        }
    }

    private static let permissions = Shape.list(of: .words(Permission.self), most: Permission.allCases.count)

    private static let roles: [Shape.Member] = RolePermissions.adjustable.map { .required($0.rawValue, permissions) }

    private static let shape = Shape.object(
        [.required("version", Shape.integer(0...Int64.max).noted("0 while all is as shipped."))] + roles + [
            .required("shipped", .object(roles)),
            .required("changedAt", Shape.moment.orNull.noted("None while all is as shipped.")),
        ]
    ).named("Permissions")

    private static func shown(_ call: Call) async throws -> JSON {
        let shown = try await call.installation.showPermissions(to: call.viewer)
        return .object(
            [JSON.Member(name: "version", value: .integer(shown.version))] + members(shown.permissions) + [
                JSON.Member(name: "shipped", value: .object(members(.shipped))),
                JSON.Member(name: "changedAt", value: JSON(shown.changes.first?.at)),
            ])
    }

    private static func members(_ permissions: RolePermissions) -> [JSON.Member] {
        RolePermissions.adjustable.map { role in
            let words = Permission.allCases.filter(permissions[role].contains).map { JSON.text($0.rawValue) }
            return JSON.Member(name: role.rawValue, value: .list(words))
        }
    }
}
