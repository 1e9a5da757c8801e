package import Domain
package import SQL

/// The teams and circles of staff.
package struct Teams {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds a team with its members; a name that another one has is a `constraint` fault.
    package func insert(_ team: Team) throws {
        try transaction.run(
            """
            INSERT INTO teams (id, name, name_key, kind, version, created_at)
            VALUES (\(team.id), \(team.name), \(team.key), \(team.kind.rawValue), \(team.version), \(team.createdAt))
            """)
        try insertMembers(of: team)
    }

    /// Name, kind and members as `team` has them, if it is the version after the kept one; false if somebody was faster.
    package func update(_ team: Team) throws -> Bool {
        let changed = try transaction.change(
            """
            UPDATE teams SET name = \(team.name), name_key = \(team.key), kind = \(team.kind.rawValue),
                version = \(team.version)
            WHERE id = \(team.id) AND version = \(team.version - 1)
            """)
        guard changed > 0 else { return false }
        try transaction.run("DELETE FROM team_members WHERE team_id = \(team.id)")
        try insertMembers(of: team)
        return true
    }

    /// Takes a team out of the choice, or back into it with nil; false where it was so before.
    package func archive(_ id: ID<Team>, at moment: Moment?) throws -> Bool {
        guard let moment else {
            return try transaction.change(
                "UPDATE teams SET archived_at = NULL WHERE id = \(id) AND archived_at IS NOT NULL") > 0
        }
        return try transaction.change(
            "UPDATE teams SET archived_at = \(moment) WHERE id = \(id) AND archived_at IS NULL") > 0
    }

    /// All of them, archived ones too, in the order of the alphabet.
    package func all() throws -> [Team] {
        let members = try members("")
        return try transaction.run("\(Self.columns)").map { try team($0, members) }
            .sorted { ($0.key, $0.id.text) < ($1.key, $1.id.text) }
    }

    /// The team of this id.
    package func find(_ id: ID<Team>) throws -> Team? {
        guard let row = try transaction.run("\(Self.columns) WHERE id = \(id)").first else { return nil }
        return try team(row, members("WHERE team_id = \(id)"))
    }

    /// The id of the team that has this name, however it is spelled.
    package func find(name: String) throws -> ID<Team>? {
        try transaction.run("SELECT id FROM teams WHERE name_key = \(Team.key(of: name))").first?.id("id")
    }

    /// The members of each team that is not archived.
    package func offered() throws -> [ID<Team>: [ID<Person>]] {
        try members("WHERE team_id IN (SELECT id FROM teams WHERE archived_at IS NULL)")
    }

    private static let columns: Statement = "SELECT id, name, kind, version, created_at, archived_at FROM teams"

    private func members(_ condition: Statement) throws -> [ID<Team>: [ID<Person>]] {
        let rows = try transaction.run(
            "SELECT team_id, person_id FROM team_members \(condition) ORDER BY team_id, position")
        return try rows.reduce(into: [:]) { $0[try $1.id("team_id"), default: []].append(try $1.id("person_id")) }
    }

    private func team(_ row: Row, _ members: [ID<Team>: [ID<Person>]]) throws -> Team {
        let id: ID<Team> = try row.id("id")
        return Team(
            id: id, name: try row.text("name"), kind: try row.word("kind"), members: members[id] ?? [],
            version: try row.integer("version"), createdAt: try row.moment("created_at"),
            archivedAt: try row.optionalMoment("archived_at"))
    }

    private func insertMembers(of team: Team) throws {
        for (position, person) in team.members.enumerated() {
            try transaction.run(
                """
                INSERT INTO team_members (team_id, position, person_id) VALUES (\(team.id), \(position), \(person))
                """)
        }
    }
}
