import Actions
import Domain

/// `/access-groups`: who may see which updates, and which of them have to be validated.
struct AccessGroupEndpoints: Sendable {
    var list: Endpoint {
        .showing(
            "listAccessGroups", "The access groups whose updates this person may see, the oldest first.",
            .object([.required("accessGroups", .list(of: Self.shape, most: 10_000))])
        ) { call in
            let groups = try await call.installation.listAccessGroups(to: call.viewer)
            return ["accessGroups": .list(groups.map(Self.json))]
        }
    }

    var add: Endpoint {
        .making(
            "addAccessGroup", "Make an access group.", .json(Shape.object(Self.members).named("NewAccessGroup")),
            Self.shape,
            make: { call in
                try Self.id(of: try await call.installation.addAccessGroup(Self.details(call), by: call.viewer)).text
            },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var show: Endpoint {
        .showing("showAccessGroup", "An access group.", Self.shape) { try await Self.shown($0, $0.id("group")) }
    }

    var change: Endpoint {
        .changing(
            "changeAccessGroup", "Change an access group that still has this version; it holds at once.",
            .json(
                Shape.object(
                    [.required("version", Shape.integer(1...Int64.max).noted("That of what is to be replaced."))]
                        + Self.members
                ).named("AccessGroupChange")), problems: [403, 409], Self.shape
        ) { call in
            let before = try await call.installation.showAccessGroup(call.id("group"), to: call.viewer)?.group
            let kept = try await call.installation.changeAccessGroup(
                call.id("group"), to: Self.details(call, instead: before),
                version: call.body.optionalInteger("version") ?? 0,
                by: call.viewer)
            return try await Self.shown(call, Self.id(of: kept))
        }
    }

    var archive: Endpoint {
        archive(
            "archiveAccessGroup", "Offer an access group for new updates no more; those that have it keep it.", true)
    }

    var restore: Endpoint { archive("restoreAccessGroup", "Offer an archived access group again.", false) }

    private func archive(_ id: String, _ summary: String, _ isArchived: Bool) -> Endpoint {
        .changing(id, summary, .none, problems: [403, 409], Self.shape) { call in
            let kept = try await call.installation.archiveAccessGroup(call.id("group"), isArchived, by: call.viewer)
            return try await Self.shown(call, Self.id(of: kept))
        }
    }

    private static let members: [Shape.Member] = [
        .required("name", .text(1, 240).exampled("Internal notes")),
        .required(
            "audience",
            Shape.list(of: .words(AudienceRole.self), most: 100).noted(
                "Roles that may see its updates; administrators and owners always do.")),
        .required("requiresValidation", Shape.yesNo.noted("If not, an update is permanent once it is submitted.")),
        .required("partOfDocuments", .yesNo),
        .optional(
            "asksForCode",
            Shape.yesNo.noted(
                "Whether links to its updates open only after a mailed code, unless a sender says otherwise.")),
    ]

    private static let shape = Shape.object(
        [.required("id", .id), .required("version", .integer(1...Int64.max))] + members + [
            .required("updates", Shape.integer(0...Int64.max).noted("How many carry it.")),
            .required("presets", Shape.integer(0...Int64.max).noted("How many begin its updates.")),
            .required("createdAt", .moment), .required("archivedAt", Shape.moment.orNull),
        ]
    ).named("AccessGroup")

    private static func details(_ call: Call, instead before: AccessGroup? = nil) throws -> AccessGroupDetails {
        try AccessGroupDetails(
            name: call.body.text("name"),
            audience: Set(call.body.texts("audience").compactMap(AudienceRole.init)),
            requiresValidation: call.body.optionalFlag("requiresValidation") ?? true,
            isPartOfDocuments: call.body.optionalFlag("partOfDocuments") ?? true,
            asksForCode: call.body.optionalFlag("asksForCode") ?? before?.asksForCode ?? false)
    }

    private static func shown(_ call: Call, _ id: ID<AccessGroup>) async throws -> JSON? {
        try await call.installation.showAccessGroup(id, to: call.viewer).map(json)
    }

    private static func json(_ shown: ShownAccessGroup) -> JSON {
        let group = shown.group
        return [
            "id": JSON(group.id), "version": .integer(shown.version), "name": .text(group.name),
            "audience": .list(AudienceRole.allCases.filter(group.audience.contains).map { .text($0.rawValue) }),
            "requiresValidation": .yesNo(group.requiresValidation),
            "partOfDocuments": .yesNo(group.isPartOfDocuments),
            "asksForCode": .yesNo(group.asksForCode), "updates": .integer(shown.updates),
            "presets": .integer(shown.presets),
            "createdAt": JSON(group.createdAt), "archivedAt": JSON(group.archivedAt),
        ]
    }

    private static func id(of kept: KeptAccessGroup) throws -> ID<AccessGroup> {
        switch kept {
        case .kept(let id): return id
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .changedMeanwhile:
            throw ApiRefusal.conflict(
                "changed-meanwhile", "Somebody changed it meanwhile",
                "Read the access group, and send what you want with its new version.")
        case .nameTaken:
            throw ApiRefusal.conflict(
                "name-taken", "Another access group has this name", "Each access group needs a name of its own.")
        case .isStandard:
            throw ApiRefusal.conflict(
                "standard", "This is the standard access group", "It cannot be archived.")
        }
    }
}
