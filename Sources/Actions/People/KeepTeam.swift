import Cryptography
package import Domain
import Records
import SQL

/// How making or changing a team ends.
package enum KeptTeam: Hashable, Sendable {
    case unknown
    case notAllowed
    /// Another team has this name, perhaps in other letter case.
    case nameTaken
    /// One of the members is nobody of staff, or was archived.
    case unknownMember
    /// Somebody changed it since it was read.
    case changedMeanwhile
    case kept(ID<Team>)
}

extension Installation {
    /// Makes a team or a circle of staff.
    package func addTeam(_ details: TeamDetails, by viewer: Viewer) async throws -> KeptTeam {
        let now = world.now()
        let team = Team(
            id: try world.newID(), name: details.name, kind: details.kind, members: details.members, version: 1,
            createdAt: now)
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepTeams else { return .notAllowed }
            if let obstacle = try Self.obstacle(to: team, instead: nil, in: transaction) { return obstacle }
            try Teams(transaction).insert(team)
            try self.note(team.id, now: now, in: transaction)
            return .kept(team.id)
        }
    }

    /// Changes a team, if `version` is the one that was seen last. Distribution groups have its new members at the next send.
    package func changeTeam(
        _ id: ID<Team>, to details: TeamDetails, version: Int64, by viewer: Viewer
    ) async throws -> KeptTeam {
        try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepTeams else { return .notAllowed }
            guard let before = try Teams(transaction).find(id) else { return .unknown }
            guard before.version == version else { return .changedMeanwhile }
            let team = Team(
                id: id, name: details.name, kind: details.kind, members: details.members, version: version + 1,
                createdAt: before.createdAt, archivedAt: before.archivedAt)
            if let obstacle = try Self.obstacle(to: team, instead: before, in: transaction) { return obstacle }
            return try Teams(transaction).update(team) ? .kept(id) : .changedMeanwhile
        }
    }

    /// Takes a team out of the choice, where it adds nobody to a distribution group either, or back into it.
    package func archiveTeam(_ id: ID<Team>, _ isArchived: Bool, by viewer: Viewer) async throws -> KeptTeam {
        let now = world.now()
        return try await write(for: viewer) { viewer, transaction in
            guard viewer.rights.mayKeepTeams else { return .notAllowed }
            guard try Teams(transaction).find(id) != nil else { return .unknown }
            _ = try Teams(transaction).archive(id, at: isArchived ? now : nil)
            return .kept(id)
        }
    }

    /// Whoever belonged to it before may stay, archived or not.
    private static func obstacle(
        to team: Team, instead before: Team?, in transaction: any Transaction
    ) throws -> KeptTeam? {
        if let other = try Teams(transaction).find(name: team.name), other != team.id { return .nameTaken }
        let new = Set(team.members).subtracting(before?.members ?? [])
        let people = try People(transaction).find(Array(new))
        let areFit = new.allSatisfy { people[$0].map { $0.kind == .staff && $0.archivedAt == nil } ?? false }
        return areFit ? nil : .unknownMember
    }
}
