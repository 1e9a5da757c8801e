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

    /// Takes a group out of the choice, or back into it with nil; false where it was so before.
    package func archive(_ id: ID<DistributionGroup>, at moment: Moment?) throws -> Bool {
        guard let moment else {
            return try transaction.change(
                "UPDATE distribution_groups SET archived_at = NULL WHERE id = \(id) AND archived_at IS NOT NULL") > 0
        }
        return try transaction.change(
            "UPDATE distribution_groups SET archived_at = \(moment) WHERE id = \(id) AND archived_at IS NULL") > 0
    }

    /// The group of this id, archived or not.
    package func find(_ id: ID<DistributionGroup>) throws -> DistributionGroup? {
        try groups(transaction.run("\(Self.columns) WHERE id = \(id)")).first
    }

    /// The id of the group with this name that is offered for this case alone, or with nil for the whole organisation.
    package func find(name: String, of caseFile: ID<CaseFile>?) throws -> ID<DistributionGroup>? {
        try transaction.run(
            """
            SELECT id FROM distribution_groups
            WHERE name = \(name) AND COALESCE(case_id, '') = \(caseFile?.text ?? "") AND archived_at IS NULL
            """
        ).first?.id("id")
    }

    /// Those of this case alone, or with nil of the whole organisation, archived ones too, by name.
    package func all(of caseFile: ID<CaseFile>?) throws -> [DistributionGroup] {
        guard let caseFile else {
            return try groups(transaction.run("\(Self.columns) WHERE case_id IS NULL ORDER BY name, id"))
        }
        return try groups(transaction.run("\(Self.columns) WHERE case_id = \(caseFile) ORDER BY name, id"))
    }

    /// Those of the whole organisation that are not archived, by name.
    package func ofOrganisation() throws -> [DistributionGroup] { try all(of: nil).filter { $0.archivedAt == nil } }

    /// Those that can be chosen when something of this case is sent: its own first, by name.
    package func serving(_ caseFile: ID<CaseFile>) throws -> [DistributionGroup] {
        try all(of: caseFile).filter { $0.archivedAt == nil } + ofOrganisation()
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

    /// How many sends it was chosen for, and when the last of them was; for `person` those of the cases they are assigned to.
    package func uses(of id: ID<DistributionGroup>, seenBy person: ID<Person>?) throws -> (count: Int64, last: Moment?)
    {
        let seen: Statement =
            person.map { "AND case_updates.case_id IN (SELECT case_id FROM assignments WHERE person_id = \($0))" } ?? ""
        let row = try transaction.run(
            """
            SELECT COUNT(*) AS count, MAX(sends.created_at) AS last
            FROM send_groups JOIN sends ON sends.id = send_groups.send_id
                JOIN case_updates ON case_updates.id = sends.update_id
            WHERE send_groups.group_id = \(id) \(seen)
            """
        ).first
        return (try row?.integer("count") ?? 0, try row?.optionalMoment("last"))
    }

    private static let columns: Statement = """
        SELECT id, name, case_id, version, archived_at FROM distribution_groups
        """

    private func insertMembers(of group: DistributionGroup) throws {
        for (position, member) in group.members.enumerated() {
            var (person, role, team, other): (ID<Person>?, AssignmentRole?, ID<Team>?, ID<DistributionGroup>?)
            switch member {
            case .person(let id): person = id
            case .role(let word): role = word
            case .team(let id): team = id
            case .group(let id): other = id
            }
            try transaction.run(
                """
                INSERT INTO distribution_group_members (group_id, position, person_id, role, team_id, member_group_id)
                VALUES (\(group.id), \(position), \(person), \(role?.rawValue), \(team), \(other))
                """)
        }
    }

    private func groups(_ rows: [Row]) throws -> [DistributionGroup] {
        let ids: [ID<DistributionGroup>] = try rows.map { try $0.id("id") }
        var members: [ID<DistributionGroup>: [DistributionGroup.Member]] = [:]
        for part in ids.inParts {
            let found = try transaction.run(
                """
                SELECT group_id, person_id, role, team_id, member_group_id FROM distribution_group_members
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
        if let team: ID<Team> = try row.optionalID("team_id") { return .team(team) }
        return .role(try row.word("role"))
    }
}
