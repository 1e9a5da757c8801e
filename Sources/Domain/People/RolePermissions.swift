/// What each role of staff may do, as the organisation says.
package struct RolePermissions: Hashable, Sendable {
    /// The roles whose permissions are the organisation's to say. Administrators and owners may do everything, so that somebody
    /// always can set right what was set wrong; an auditor reads everything and changes nothing, or would be none.
    package static let adjustable: [StaffRole] = [.manager, .investigator, .staff]

    /// What a role may do that nobody changed.
    package static let shipped = RolePermissions(stored: [:])

    private let chosen: [StaffRole: Set<Permission>]

    /// What was kept; roles that it does not name are as shipped.
    package init(stored: [StaffRole: Set<Permission>]) {
        var all: [StaffRole: Set<Permission>] = [:]
        for role in Self.adjustable { all[role] = stored[role] ?? Self.shipped(role) }
        chosen = all
    }

    /// What this role may do.
    package subscript(_ role: StaffRole) -> Set<Permission> { chosen[role] ?? Self.shipped(role) }

    /// The same with other permissions for the roles that are named; refuses what would be of no use.
    package func changing(_ roles: [StaffRole: Set<Permission>]) throws(Malformed) -> RolePermissions {
        let changed = RolePermissions(stored: chosen.merging(roles) { $1 })
        if let gap = changed.gaps.first { throw gap.malformed(gap.role.rawValue) }
        return changed
    }

    /// What a role has without what that needs, in the order of roles and permissions.
    package var gaps: [PermissionGap] {
        Self.adjustable.flatMap { role in
            Permission.allCases.compactMap { permission -> PermissionGap? in
                guard self[role].contains(permission), let needed = permission.needed, !self[role].contains(needed)
                else { return nil }
                return PermissionGap(role: role, permission: permission, needed: needed)
            }
        }
    }

    /// What became of the permissions of each role since `earlier`; roles that stayed as they were are left out.
    package func differences(from earlier: RolePermissions) -> [PermissionDifference] {
        Self.adjustable.compactMap { role in
            let difference = PermissionDifference(
                role: role, given: Permission.allCases.filter { self[role].subtracting(earlier[role]).contains($0) },
                taken: Permission.allCases.filter { earlier[role].subtracting(self[role]).contains($0) })
            return difference.given.isEmpty && difference.taken.isEmpty ? nil : difference
        }
    }

    private static func shipped(_ role: StaffRole) -> Set<Permission> {
        switch role {
        case .administrator, .owner, .manager: Set(Permission.allCases)
        case .investigator, .staff:
            [.openCases, .changeCases, .writeUpdates, .sendUpdates, .keepPeople, .keepPortalAccess]
        case .auditor: [.seeEveryCase]
        }
    }
}

/// A permission that a role has without the one that it needs.
package struct PermissionGap: Hashable, Sendable {
    package let role: StaffRole
    package let permission: Permission
    package let needed: Permission

    /// The refusal, with what can be done about it, for the field with this name.
    package func malformed(_ field: String) -> Malformed {
        Malformed(
            field, "“\(permission.rawValue)” needs “\(needed.rawValue)”: give both to \(role.rawValue), or neither.")
    }
}

/// What became of the permissions of a role with a change.
package struct PermissionDifference: Hashable, Sendable {
    package let role: StaffRole
    package let given: [Permission]
    package let taken: [Permission]

    package init(role: StaffRole, given: [Permission], taken: [Permission]) {
        self.role = role
        self.given = given
        self.taken = taken
    }
}

/// One change of what roles may do: by whom and when. The latest holds.
package struct RolePermissionChange: Hashable, Sendable {
    /// From 1; what a form has to have seen.
    package let version: Int64
    package let permissions: RolePermissions
    package let by: ID<Person>
    package let at: Moment

    package init(version: Int64, permissions: RolePermissions, by: ID<Person>, at: Moment) {
        self.version = version
        self.permissions = permissions
        self.by = by
        self.at = at
    }
}
