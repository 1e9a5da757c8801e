import Actions
import Domain

/// `/distribution-groups`: saved sets of recipients.
struct DistributionGroupEndpoints: Sendable {
    var list: Endpoint {
        listing("listDistributionGroups", "The distribution groups of the whole organisation.") { _ in nil }
    }

    var listOfCase: Endpoint {
        listing(
            "listDistributionGroupsOfCase",
            "The distribution groups that serve a case: its own, then the organisation's."
        ) {
            try $0.id("case")
        }
    }

    var make: Endpoint {
        making("addDistributionGroup", "Make a distribution group for the whole organisation.") { _ in nil }
    }

    var makeForCase: Endpoint {
        making("addDistributionGroupToCase", "Make a distribution group for a case.") { try $0.id("case") }
    }

    private func listing(
        _ id: String, _ summary: String, of caseFile: @escaping @Sendable (Call) throws -> ID<CaseFile>?
    ) -> Endpoint {
        .showing(id, summary, .object([.required("groups", .list(of: Self.shape, most: 10_000))])) { call in
            guard let listed = try await call.installation.listDistributionGroups(of: caseFile(call), for: call.viewer)
            else {
                return nil
            }
            return ["groups": .list(listed.groups.map(Self.json))]
        }
    }

    private func making(
        _ id: String, _ summary: String, for caseFile: @escaping @Sendable (Call) throws -> ID<CaseFile>?
    ) -> Endpoint {
        .making(
            id, summary, .json(Shape.object(Self.details).named("NewDistributionGroup")), problems: [403, 409],
            Self.shape,
            make: { call in
                try Self.id(
                    of: await call.installation.addDistributionGroup(
                        Self.details(call), for: caseFile(call), by: call.viewer)
                ).text
            },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var show: Endpoint {
        .showing("showDistributionGroup", "A distribution group.", Self.shape) {
            try await Self.shown($0, $0.id("distributionGroup"))
        }
    }

    var change: Endpoint {
        .changing(
            "changeDistributionGroup", "Change a distribution group, as long as nobody else did since it was read.",
            .json(
                Shape.object(
                    Self.details + [.required("version", Shape.integer(1...Int64.max).noted("The one that was read."))]
                ).named("DistributionGroupChange")), problems: [403, 409], Self.shape
        ) { call in
            let id: ID<DistributionGroup> = try call.id("distributionGroup")
            let kept = try await call.installation.changeDistributionGroup(
                id, to: Self.details(call), seen: call.body.optionalInteger("version") ?? 0, by: call.viewer)
            return try await Self.shown(call, Self.id(of: kept))
        }
    }

    var archive: Endpoint {
        archive("archiveDistributionGroup", "Offer a distribution group no more; sends keep its name.", true)
    }

    var restore: Endpoint { archive("restoreDistributionGroup", "Offer an archived distribution group again.", false) }

    private func archive(_ id: String, _ summary: String, _ isArchived: Bool) -> Endpoint {
        .changing(id, summary, .none, problems: [403, 409], Self.shape) { call in
            let kept = try await call.installation.archiveDistributionGroup(
                call.id("distributionGroup"), isArchived, by: call.viewer)
            return try await Self.shown(call, Self.id(of: kept))
        }
    }

    private static let details: [Shape.Member] = [
        .required("name", Shape.text(1, 400).exampled("Client and counsel")),
        .optional("roles", .list(of: .words(AssignmentRole.self), most: 5)),
        .optional("teams", .list(of: .id, most: 100)), .optional("groups", .list(of: .id, most: 100)),
        .optional("people", .list(of: .id, most: 2_000)),
    ]

    private static let shape = Shape.object([
        .required("id", .id), .required("name", .text(400)), .required("caseId", Shape.id.orNull),
        .required(
            "roles", Shape.list(of: .words(AssignmentRole.self), most: 5).noted("Everybody who has it on the case.")),
        .required("teams", .list(of: .id, most: 2_000)), .required("groups", .list(of: .id, most: 2_000)),
        .required("people", .list(of: .id, most: 2_000)),
        .required("version", .integer(1...Int64.max)), .required("archivedAt", Shape.moment.orNull),
    ]).named("DistributionGroup")

    private static func details(_ call: Call) throws -> DistributionGroupDetails {
        let body = call.body
        var members: [DistributionGroup.Member] = body.texts("roles").compactMap(AssignmentRole.init).map { .role($0) }
        for text in body.texts("teams") { members.append(.team(try ID(reading: text))) }
        for text in body.texts("groups") { members.append(.group(try ID(reading: text))) }
        for text in body.texts("people") { members.append(.person(try ID(reading: text))) }
        return try details(name: body.text("name"), members)
    }

    private static func details(
        name: String, _ members: [DistributionGroup.Member]
    ) throws(ApiRefusal) -> DistributionGroupDetails {
        do {
            return try DistributionGroupDetails(name: name, members: members)
        } catch {
            throw .mistake(error.field == "members" ? "people" : error.field, error.remedy)
        }
    }

    private static func shown(_ call: Call, _ id: ID<DistributionGroup>) async throws -> JSON? {
        try await call.installation.showDistributionGroup(id, to: call.viewer).map { json($0.group) }
    }

    private static func json(_ group: DistributionGroup) -> JSON {
        [
            "id": JSON(group.id), "name": .text(group.name), "caseId": JSON(group.caseFile),
            "roles": .list(
                group.members.compactMap { if case .role(let role) = $0 { .text(role.rawValue) } else { nil } }),
            "teams": .list(group.members.compactMap { if case .team(let id) = $0 { JSON(id) } else { nil } }),
            "groups": .list(group.members.compactMap { if case .group(let id) = $0 { JSON(id) } else { nil } }),
            "people": .list(group.members.compactMap { if case .person(let id) = $0 { JSON(id) } else { nil } }),
            "version": .integer(group.version), "archivedAt": JSON(group.archivedAt),
        ]
    }

    private static func id(of kept: KeptDistributionGroup) throws -> ID<DistributionGroup> {
        switch kept {
        case .kept(let id): return id
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .closed: throw ApiRefusal.closed
        case .archived:
            throw ApiRefusal.conflict("archived", "The group is archived", "Offer it again before it is changed.")
        case .nameTaken:
            throw ApiRefusal.conflict("name-taken", "Another group has this name", "Each needs its own.")
        case .unknownMember:
            throw ApiRefusal.mistake(
                "people", "Name people, teams and groups that are there, and groups for the same case.")
        case .containsItself: throw ApiRefusal.mistake("groups", "A group cannot contain itself.")
        case .changedMeanwhile:
            throw ApiRefusal.conflict(
                "changed", "Somebody changed it meanwhile", "Read the group again, and change what is there now.")
        }
    }
}
