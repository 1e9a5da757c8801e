import Actions
import Domain

/// `/teams`: members of staff under one name.
struct TeamEndpoints: Sendable {
    var list: Endpoint {
        .showing(
            "listTeams", "The teams and circles of staff, archived ones too, in the order of the alphabet.",
            .object([.required("teams", .list(of: Self.shape, most: 10_000))])
        ) { call in ["teams": .list(try await call.installation.listTeams().map { Self.json($0.team) })] }
    }

    var add: Endpoint {
        .making(
            "addTeam", "Make a team or a circle of staff.", .json(Shape.object(Self.members).named("NewTeam")),
            problems: [403, 409], Self.shape,
            make: { call in try Self.id(of: await call.installation.addTeam(Self.details(call), by: call.viewer)).text
            },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var show: Endpoint {
        .showing("showTeam", "A team or circle.", Self.shape) { try await Self.shown($0, $0.id("team")) }
    }

    var change: Endpoint {
        .changing(
            "changeTeam", "Change a team that still has this version; distribution groups follow at the next send.",
            .json(
                Shape.object(
                    [.required("version", Shape.integer(1...Int64.max).noted("That of what is to be replaced."))]
                        + Self.members
                ).named("TeamChange")), problems: [403, 409], Self.shape
        ) { call in
            let kept = try await call.installation.changeTeam(
                call.id("team"), to: Self.details(call), version: call.body.optionalInteger("version") ?? 0,
                by: call.viewer)
            return try await Self.shown(call, Self.id(of: kept))
        }
    }

    var archive: Endpoint {
        archive("archiveTeam", "Offer a team no more; it adds nobody to distribution groups.", true)
    }

    var restore: Endpoint { archive("restoreTeam", "Offer an archived team again.", false) }

    private func archive(_ id: String, _ summary: String, _ isArchived: Bool) -> Endpoint {
        .changing(id, summary, .none, problems: [403], Self.shape) { call in
            let kept = try await call.installation.archiveTeam(call.id("team"), isArchived, by: call.viewer)
            return try await Self.shown(call, Self.id(of: kept))
        }
    }

    private static let members: [Shape.Member] = [
        .required("name", .text(1, 240).exampled("North")), .required("kind", .words(TeamKind.self)),
        .required("members", Shape.list(of: .id, most: 500).noted("Members of staff.")),
    ]

    private static let shape = Shape.object(
        [.required("id", .id), .required("version", .integer(1...Int64.max))] + members + [
            .required("createdAt", .moment), .required("archivedAt", Shape.moment.orNull),
        ]
    ).named("Team")

    private static func details(_ call: Call) throws -> TeamDetails {
        try TeamDetails(
            name: call.body.text("name"), kind: TeamKind(rawValue: call.body.text("kind")) ?? .team,
            members: call.body.texts("members").map { try ID(reading: $0) })
    }

    private static func shown(_ call: Call, _ id: ID<Team>) async throws -> JSON? {
        try await call.installation.showTeam(id).map { json($0.team) }
    }

    private static func json(_ team: Team) -> JSON {
        [
            "id": JSON(team.id), "version": .integer(team.version), "name": .text(team.name),
            "kind": .text(team.kind.rawValue), "members": .list(team.members.map { JSON($0) }),
            "createdAt": JSON(team.createdAt), "archivedAt": JSON(team.archivedAt),
        ]
    }

    private static func id(of kept: KeptTeam) throws -> ID<Team> {
        switch kept {
        case .kept(let id): return id
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .unknownMember: throw ApiRefusal.mistake("members", "Name members of staff who are not archived.")
        case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
        case .nameTaken:
            throw ApiRefusal.conflict("name-taken", "Another team has this name", "Each team needs a name of its own.")
        }
    }
}
