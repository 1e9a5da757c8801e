package import Domain
package import SQL

/// The saved sets of recipients.
package struct DistributionGroups {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a group with its members.
    package func insert(_ group: DistributionGroup, by person: ID<Person>, now: Moment) throws {
        try transaction.run(
            """
            INSERT INTO distribution_groups (id, name, case_id, version, created_by, created_at, changed_at)
            VALUES (\(group.id), \(group.name), \(group.caseFile), \(group.version), \(person), \(now), \(now))
            """)
        try insertMembers(of: group)
    }

    /// Name and members as `group` has them, if it is the version after the kept one; false if somebody was faster, or it is
    /// archived.
    package func update(_ group: DistributionGroup, now: Moment) throws -> Bool {
        let changed = try transaction.change(
            """
            UPDATE distribution_groups SET name = \(group.name), version = \(group.version), changed_at = \(now)
            WHERE id = \(group.id) AND version = \(group.version - 1) AND archived_at IS NULL
            """)
        guard changed > 0 else { return false }
        try transaction.run("DELETE FROM distribution_group_members WHERE group_id = \(group.id)")
        try insertMembers(of: group)
        return true
    }

    /// It can no longer be chosen; false if that was so before.
    package func archive(_ id: ID<DistributionGroup>, now: Moment) throws -> Bool {
        try transaction.change(
            """
            UPDATE distribution_groups SET archived_at = \(now), version = version + 1
            WHERE id = \(id) AND archived_at IS NULL
            """
        ) > 0
    }

    /// The group of this id, archived or not.
    package func find(_ id: ID<DistributionGroup>) throws -> DistributionGroup? {
        try groups(transaction.run("\(Self.columns) WHERE id = \(id)")).first
    }

    /// Those of the whole organisation that are not archived, by name.
    package func ofOrganisation() throws -> [DistributionGroup] {
        try groups(
            transaction.run("\(Self.columns) WHERE case_id IS NULL AND archived_at IS NULL ORDER BY name, id"))
    }

    /// Those that can be chosen when something of this case is sent: its own first, by name.
    package func serving(_ caseFile: ID<CaseFile>) throws -> [DistributionGroup] {
        try groups(
            transaction.run("\(Self.columns) WHERE case_id = \(caseFile) AND archived_at IS NULL ORDER BY name, id"))
            + ofOrganisation()
    }

    /// Those that another one is a member of, archived ones left out, by name.
    package func containing(_ id: ID<DistributionGroup>) throws -> [DistributionGroup] {
        try groups(
            transaction.run(
                """
                \(Self.columns) WHERE archived_at IS NULL
                    AND id IN (SELECT group_id FROM distribution_group_members WHERE member_group_id = \(id))
                ORDER BY name, id
                """))
    }

    /// How many sends it was chosen for, and when the last of them was.
    package func uses(of id: ID<DistributionGroup>) throws -> (count: Int64, last: Moment?) {
        let row = try transaction.run(
            """
            SELECT COUNT(*) AS count, MAX(sends.created_at) AS last
            FROM send_groups JOIN sends ON sends.id = send_groups.send_id WHERE send_groups.group_id = \(id)
            """
        ).first
        return (try row?.integer("count") ?? 0, try row?.optionalMoment("last"))
    }

    private static let columns: Statement = """
        SELECT id, name, case_id, version, archived_at FROM distribution_groups
        """

    private func insertMembers(of group: DistributionGroup) throws {
        for (position, member) in group.members.enumerated() {
            var (person, role, other): (ID<Person>?, AssignmentRole?, ID<DistributionGroup>?)
            switch member {
            case .person(let id): person = id
            case .role(let word): role = word
            case .group(let id): other = id
            }
            try transaction.run(
                """
                INSERT INTO distribution_group_members (group_id, position, person_id, role, member_group_id)
                VALUES (\(group.id), \(position), \(person), \(role?.rawValue), \(other))
                """)
        }
    }

    private func groups(_ rows: [Row]) throws -> [DistributionGroup] {
        let ids: [ID<DistributionGroup>] = try rows.map { try $0.id("id") }
        var members: [ID<DistributionGroup>: [DistributionGroup.Member]] = [:]
        for part in ids.inParts {
            let found = try transaction.run(
                """
                SELECT group_id, person_id, role, member_group_id FROM distribution_group_members
                WHERE group_id IN \(Array(part)) ORDER BY group_id, position
                """)
            for row in found { members[try row.id("group_id"), default: []].append(try member(row)) }
        }
        return try zip(ids, rows).map { id, row in
            DistributionGroup(
                id: id, name: try row.text("name"), caseFile: try row.optionalID("case_id"),
                members: members[id, default: []], version: try row.integer("version"),
                archivedAt: try row.optionalMoment("archived_at"))
        }
    }

    private func member(_ row: Row) throws -> DistributionGroup.Member {
        if let person: ID<Person> = try row.optionalID("person_id") { return .person(person) }
        if let group: ID<DistributionGroup> = try row.optionalID("member_group_id") { return .group(group) }
        return .role(try row.word("role"))
    }
}
