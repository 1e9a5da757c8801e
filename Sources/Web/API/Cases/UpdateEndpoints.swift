import Actions
import Domain

/// `/updates`: writing, reading and validating case updates.
struct UpdateEndpoints: Sendable {
    var list: Endpoint {
        .showing(
            "listUpdates", "The updates of a case, the newest first.", query: Paging.query,
            .page("updates", of: .update)
        ) {
            call in
            let list = try await call.installation.listUpdates(
                of: call.id("case"), after: call.after(), limit: call.limit, to: call.viewer)
            guard let list else { return nil }
            try Paging.check(beginsAnew: list.beginsAnew)
            return ["updates": .list(list.updates.map { JSON($0) }), "next": JSON(list.next)]
        }
    }

    var write: Endpoint {
        .making(
            "writeUpdate", "Write a draft on a case.", .json(.updateText), .update,
            make: { call in
                let text = try UpdateText(title: call.body.text("title"), body: call.body.text("body"), format: .html)
                return try Self.id(
                    of: try await call.installation.writeUpdate(text, in: call.id("case"), by: call.viewer)
                ).text
            },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var show: Endpoint {
        .showing("showUpdate", "An update with its files.", .update) { try await Self.shown($0, $0.id("update")) }
    }

    var change: Endpoint {
        .changing(
            "changeUpdate", "Change title or text of a draft that still has this version.", .json(.updateChange),
            problems: [403, 409], .update
        ) { call in
            let id: ID<CaseUpdate> = try call.id("update")
            guard let before = try await call.installation.showUpdate(id, to: call.viewer)?.shown.update else {
                return nil
            }
            let title = call.body.optionalText("title") ?? before.title
            let text =
                if let body = call.body.optionalText("body") {
                    try UpdateText(title: title, body: body, format: .html)
                } else {
                    try UpdateText(title: title, body: before.body.text, format: before.body.format)
                }
            let changed = try await call.installation.changeUpdate(
                id, to: text, version: call.body.optionalInteger("version") ?? 0, by: call.viewer)
            return try await Self.shown(call, Self.id(of: changed))
        }
    }

    var validate: Endpoint {
        .changing(
            "validateUpdate", "Make an update permanent; from then on it can be sent.",
            .json(
                Shape.object([
                    .optional(
                        "version", Shape.integer(1...Int64.max).noted("That of the text which was read; else any."))
                ]).named("Validation"), isRequired: false),
            problems: [403, 409], .update
        ) { call in
            let id: ID<CaseUpdate> = try call.id("update")
            let version = call.body.optionalInteger("version")
            switch try await call.installation.validateUpdate(id, version: version, by: call.viewer) {
            case .validated, .already: return try await Self.shown(call, id)
            case .unknown: throw Refusal.notFound
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .closed: throw ApiRefusal.closed
            case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
            case .empty:
                throw ApiRefusal.conflict(
                    "empty", "There is nothing to validate", "Write a text or add a file first.")
            }
        }
    }

    private static func shown(_ call: Call, _ id: ID<CaseUpdate>) async throws -> JSON? {
        try await call.installation.showUpdate(id, to: call.viewer).map { JSON($0.shown) }
    }

    private static func id(of written: WrittenUpdate) throws -> ID<CaseUpdate> {
        switch written {
        case .written(let id): return id
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .closed: throw ApiRefusal.closed
        case .permanent: throw ApiRefusal.permanent
        case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
        }
    }
}
