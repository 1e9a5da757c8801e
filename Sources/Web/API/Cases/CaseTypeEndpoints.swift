import Actions
import Domain

/// `/case-types`: the kinds of cases that there are.
struct CaseTypeEndpoints: Sendable {
    var list: Endpoint {
        .showing(
            "listCaseTypes", "The case types, in the order of the alphabet.",
            .object([.required("caseTypes", .list(of: Self.shape, most: 10_000))])
        ) { call in
            ["caseTypes": .list(try await call.installation.listCaseTypes(to: call.viewer).map(Self.json))]
        }
    }

    var add: Endpoint {
        .making(
            "addCaseType", "Make a case type.", .json(Shape.object(Self.members).named("NewCaseType")), Self.shape,
            make: { call in
                try Self.id(of: try await call.installation.addCaseType(Self.name(call), by: call.viewer)).text
            },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var show: Endpoint {
        .showing("showCaseType", "A case type.", Self.shape) { try await Self.shown($0, $0.id("caseType")) }
    }

    var change: Endpoint {
        .changing(
            "renameCaseType", "Give a case type another name, on every case that has it.",
            .json(Shape.object(Self.members).named("CaseTypeChange")), problems: [403, 409], Self.shape
        ) { call in
            let kept = try await call.installation.renameCaseType(
                call.id("caseType"), to: Self.name(call), by: call.viewer)
            return try await Self.shown(call, Self.id(of: kept))
        }
    }

    var archive: Endpoint {
        archive("archiveCaseType", "Offer a case type for cases no more; those that have it keep it.", true)
    }

    var restore: Endpoint { archive("restoreCaseType", "Offer an archived case type again.", false) }

    private func archive(_ id: String, _ summary: String, _ isArchived: Bool) -> Endpoint {
        .changing(id, summary, .none, Self.shape) { call in
            let kept = try await call.installation.archiveCaseType(call.id("caseType"), isArchived, by: call.viewer)
            return try await Self.shown(call, Self.id(of: kept))
        }
    }

    private static let members: [Shape.Member] = [.required("name", .text(1, 240).exampled("Surveillance"))]

    private static let shape = Shape.object(
        [.required("id", .id)] + members + [
            .required("cases", Shape.integer(0...Int64.max).noted("How many that this person sees have it.")),
            .required("createdAt", .moment), .required("archivedAt", Shape.moment.orNull),
        ]
    ).named("CaseType")

    private static func name(_ call: Call) throws -> CaseTypeName { try CaseTypeName(reading: call.body.text("name")) }

    private static func shown(_ call: Call, _ id: ID<CaseType>) async throws -> JSON? {
        try await call.installation.showCaseType(id, to: call.viewer).map(json)
    }

    private static func json(_ shown: ShownCaseType) -> JSON {
        [
            "id": JSON(shown.type.id), "name": .text(shown.type.name), "cases": .integer(shown.cases),
            "createdAt": JSON(shown.type.createdAt), "archivedAt": JSON(shown.type.archivedAt),
        ]
    }

    private static func id(of kept: KeptCaseType) throws -> ID<CaseType> {
        switch kept {
        case .kept(let id): return id
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .nameTaken:
            throw ApiRefusal.conflict(
                "name-taken", "Another case type has this name", "Each case type needs a name of its own.")
        }
    }
}
