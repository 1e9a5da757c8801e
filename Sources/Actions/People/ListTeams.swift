package import Domain
import Records
import SQL

/// A team with its members by name.
package struct ShownTeam: Sendable {
    package let team: Team
    /// In the order of the alphabet.
    package let members: [Person]
}

extension Installation {
    /// The teams and circles, archived ones too, in the order of the alphabet. All staff see them. Reads only.
    package func listTeams() async throws -> [ShownTeam] {
        try await database.read { transaction in
            let teams = try Teams(transaction).all()
            let people = try People(transaction).find(Array(Set(teams.flatMap(\.members))))
            return teams.map { team in
                let members = team.members.compactMap { people[$0] }
                return ShownTeam(team: team, members: members.sorted { ($0.name, $0.id.text) < ($1.name, $1.id.text) })
            }
        }
    }

    /// One of them. Reads only.
    package func showTeam(_ id: ID<Team>) async throws -> ShownTeam? {
        try await listTeams().first { $0.team.id == id }
    }

    /// Members of staff who are not archived, by name: whom a team is made of, and who may answer for a contact. Reads only.
    package func staffChoices() async throws -> [Person] {
        try await database.read { transaction in
            try People(transaction).staff().filter { $0.archivedAt == nil }
        }
    }
}
