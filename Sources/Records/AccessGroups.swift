package import Domain
package import SQL

/// The access groups of the organisation.
package struct AccessGroups {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a group, its version 1; a name that another one has is a `constraint` fault.
    package func insert(_ group: AccessGroup) throws {
        try transaction.run(
            """
            INSERT INTO access_groups (id, name, requires_validation, part_of_documents, asks_for_code, version, created_at)
            VALUES (\(group.id), \(group.name), \(group.requiresValidation), \(group.isPartOfDocuments),
                \(group.asksForCode), 1, \(group.createdAt))
            """)
        try insertRoles(of: group)
    }

    /// Changes a group that still has `version`; false if somebody changed it meanwhile.
    package func change(_ group: AccessGroup, version: Int64) throws -> Bool {
        let changed = try transaction.change(
            """
            UPDATE access_groups SET name = \(group.name), requires_validation = \(group.requiresValidation),
                part_of_documents = \(group.isPartOfDocuments), asks_for_code = \(group.asksForCode),
                version = version + 1
            WHERE id = \(group.id) AND version = \(version)
            """)
        guard changed > 0 else { return false }
        try transaction.run("DELETE FROM access_group_roles WHERE group_id = \(group.id)")
        try insertRoles(of: group)
        return true
    }

    /// Takes a group out of the choice for new updates, or back into it with nil; false where it was so before.
    package func archive(_ id: ID<AccessGroup>, at moment: Moment?) throws -> Bool {
        guard let moment else {
            return try transaction.change(
                "UPDATE access_groups SET archived_at = NULL WHERE id = \(id) AND archived_at IS NOT NULL") > 0
        }
        return try transaction.change(
            "UPDATE access_groups SET archived_at = \(moment) WHERE id = \(id) AND archived_at IS NULL") > 0
    }

    /// All of them, by age: the standard group is the first.
    package func all() throws -> [AccessGroup] {
        let roles = try transaction.run("SELECT group_id, role FROM access_group_roles")
        var audiences: [ID<AccessGroup>: Set<AudienceRole>] = [:]
        for row in roles {
            let role: AudienceRole = try row.word("role")
            audiences[try row.id("group_id"), default: []].insert(role)
        }
        return try transaction.run("\(Self.columns) ORDER BY created_at, id").map { row in
            try group(row, audience: audiences[row.id("id")] ?? [])
        }
    }

    /// The group of this id.
    package func find(_ id: ID<AccessGroup>) throws -> AccessGroup? {
        guard let row = try transaction.run("\(Self.columns) WHERE id = \(id)").first else { return nil }
        let roles = try transaction.run("SELECT role FROM access_group_roles WHERE group_id = \(id)")
        return try group(row, audience: Set(roles.map { try $0.word("role") }))
    }

    /// The id of the group that has this name.
    package func find(name: String) throws -> ID<AccessGroup>? {
        try transaction.run("SELECT id FROM access_groups WHERE name = \(name)").first?.id("id")
    }

    /// How often the group was changed: what a form carries so that nobody overwrites another's change unseen.
    package func version(of id: ID<AccessGroup>) throws -> Int64? {
        try transaction.run("SELECT version FROM access_groups WHERE id = \(id)").first?.integer("version")
    }

    /// How many updates carry each group.
    package func updateCounts() throws -> [ID<AccessGroup>: Int64] {
        let rows = try transaction.run(
            "SELECT access_group_id, COUNT(*) AS n FROM case_updates GROUP BY access_group_id")
        return try rows.reduce(into: [:]) { counts, row in
            guard let id: ID<AccessGroup> = try row.optionalID("access_group_id") else { return }
            counts[id] = try row.integer("n")
        }
    }

    private static let columns: Statement = """
        SELECT id, name, requires_validation, part_of_documents, asks_for_code, created_at, archived_at FROM access_groups
        """

    private func group(_ row: Row, audience: Set<AudienceRole>) throws -> AccessGroup {
        AccessGroup(
            id: try row.id("id"), name: try row.text("name"), audience: audience,
            requiresValidation: try row.flag("requires_validation"),
            isPartOfDocuments: try row.flag("part_of_documents"),
            asksForCode: try row.flag("asks_for_code"), createdAt: try row.moment("created_at"),
            archivedAt: try row.optionalMoment("archived_at"))
    }

    private func insertRoles(of group: AccessGroup) throws {
        for role in AudienceRole.allCases where group.audience.contains(role) {
            try transaction.run(
                "INSERT INTO access_group_roles (group_id, role) VALUES (\(group.id), \(role.rawValue))")
        }
    }
}
