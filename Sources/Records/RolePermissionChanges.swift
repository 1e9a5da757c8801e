package import Domain
package import SQL

/// What roles may do, with every change of it: a row for each role whose permissions are the organisation's to say.
package struct RolePermissionChanges {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// The change that holds, if there was one.
    package func latest() throws -> RolePermissionChange? { try all(most: 1).first }

    /// The changes, the latest first.
    package func all(most: Int) throws -> [RolePermissionChange] {
        let rows = try transaction.run(
            """
            SELECT version, role, permissions, changed_by, changed_at FROM role_permissions
            ORDER BY version DESC, role LIMIT \(most * RolePermissions.adjustable.count)
            """)
        var changes: [RolePermissionChange] = []
        var roles: [StaffRole: Set<Permission>] = [:]
        for row in rows {
            let version: Int64 = try row.integer("version")
            if changes.last?.version == version { changes.removeLast() } else { roles = [:] }
            roles[try row.word("role")] = try Self.read(row.text("permissions"))
            changes.append(
                RolePermissionChange(
                    version: version, permissions: RolePermissions(stored: roles), by: try row.id("changed_by"),
                    at: try row.moment("changed_at")))
        }
        return changes
    }

    /// False where there is a change of this version already.
    package func insert(_ change: RolePermissionChange) throws -> Bool {
        for role in RolePermissions.adjustable {
            let inserted = try transaction.change(
                """
                INSERT INTO role_permissions (version, role, permissions, changed_by, changed_at)
                VALUES (\(change.version), \(role.rawValue), \(Self.write(change.permissions[role])), \(change.by),
                    \(change.at))
                ON CONFLICT (version, role) DO NOTHING
                """)
            guard inserted > 0 else { return false }
        }
        return true
    }

    private static func write(_ permissions: Set<Permission>) -> String {
        Permission.allCases.filter(permissions.contains).map(\.rawValue).joined(separator: " ")
    }

    /// What stands in the column.
    static func read(_ text: String) throws -> Set<Permission> {
        try Set(
            text.split(separator: " ").map { word in
                guard let permission = Permission(rawValue: String(word)) else {
                    throw DatabaseFault.unexpectedRow(column: "permissions")
                }
                return permission
            })
    }
}
