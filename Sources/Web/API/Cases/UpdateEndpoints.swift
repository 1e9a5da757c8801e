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
                let text = try UpdateText(
                    title: call.body.text("title"), body: call.body.text("body"), format: .html, group: Self.group(call)
                )
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
                    try UpdateText(title: title, body: body, format: .html, group: Self.group(call))
                } else {
                    try UpdateText(
                        title: title, body: before.body.text, format: before.body.format, group: Self.group(call))
                }
            let changed = try await call.installation.changeUpdate(
                id, to: text, version: call.body.optionalInteger("version") ?? 0, by: call.viewer)
            return try await Self.shown(call, Self.id(of: changed))
        }
    }

    var submit: Endpoint {
        .changing(
            "submitUpdate", "Ask for the validation of an update; where its access group needs none, it is permanent.",
            .json(Shape.object([.readVersion]).named("Submission"), isRequired: false), problems: [403, 409], .update
        ) { call in
            let id: ID<CaseUpdate> = try call.id("update")
            let version = call.body.optionalInteger("version")
            switch try await call.installation.submitUpdate(id, version: version, by: call.viewer) {
            case .submitted, .validated, .already, .permanent: return try await Self.shown(call, id)
            case .unknown: throw Refusal.notFound
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .closed: throw ApiRefusal.closed
            case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
            case .empty: throw ApiRefusal.emptyUpdate
            case .unresolved(let names): throw ApiRefusal.unresolved(names)
            }
        }
    }

    var giveBack: Endpoint {
        .changing(
            "returnUpdate", "Send a submitted update back to its author, with a reason.",
            .json(
                Shape.object([
                    .required("reason", .text(1, 8000).exampled("Name the source of the second photograph.")),
                    .readVersion,
                ]).named("Return")),
            problems: [403, 409], .update
        ) { call in
            let id: ID<CaseUpdate> = try call.id("update")
            let reason = try GiveBack.reason(reading: call.body.text("reason"))
            let version = call.body.optionalInteger("version")
            switch try await call.installation.returnUpdate(id, reason: reason, version: version, by: call.viewer) {
            case .returned: return try await Self.shown(call, id)
            case .unknown: throw Refusal.notFound
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .closed: throw ApiRefusal.closed
            case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
            case .permanent: throw ApiRefusal.permanent
            case .already(let name, let at): throw ApiRefusal.returned(by: name, at: at)
            case .notSubmitted:
                throw ApiRefusal.conflict(
                    "not-submitted", "The update is not submitted", "Its author is still at work on it.")
            }
        }
    }

    var validate: Endpoint {
        .changing(
            "validateUpdate", "Make an update permanent; from then on it can be sent.",
            .json(Shape.object([.readVersion]).named("Validation"), isRequired: false), problems: [403, 409], .update
        ) { call in
            let id: ID<CaseUpdate> = try call.id("update")
            let version = call.body.optionalInteger("version")
            switch try await call.installation.validateUpdate(id, version: version, by: call.viewer) {
            case .validated, .already: return try await Self.shown(call, id)
            case .unknown: throw Refusal.notFound
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .closed: throw ApiRefusal.closed
            case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
            case .returned(let name, let at): throw ApiRefusal.returned(by: name, at: at)
            case .empty: throw ApiRefusal.emptyUpdate
            case .unresolved(let names): throw ApiRefusal.unresolved(names)
            }
        }
    }

    private static func shown(_ call: Call, _ id: ID<CaseUpdate>) async throws -> JSON? {
        try await call.installation.showUpdate(id, to: call.viewer).map { JSON($0.shown) }
    }

    private static func group(_ call: Call) throws -> ID<AccessGroup>? {
        try call.body.optionalText("accessGroupId").map { try ID(reading: $0) }
    }

    private static func id(of written: WrittenUpdate) throws -> ID<CaseUpdate> {
        switch written {
        case .written(let id, _): return id
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .closed: throw ApiRefusal.closed
        case .permanent: throw ApiRefusal.permanent
        case .noSuchGroup: throw ApiRefusal.mistake("accessGroupId", "Name an access group that you can choose.")
        case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
        }
    }
}

extension Shape.Member {
    /// What was read is what is decided about.
    fileprivate static let readVersion = optional(
        "version", Shape.integer(1...Int64.max).noted("That of the text which was read; else any."))
}

extension ApiRefusal {
    fileprivate static let emptyUpdate = conflict(
        "empty", "There is nothing to validate", "Write a text or add a file first.")

    fileprivate static func unresolved(_ names: [String]) -> ApiRefusal {
        conflict(
            "unresolved", "A variable stands for nothing", VariableText.unresolved(names, field: "body").remedy)
    }

    fileprivate static func returned(by name: String, at moment: Moment) -> ApiRefusal {
        conflict(
            "returned", "The update was returned to its author",
            "\(name) returned it at \(moment.rfc3339). It has to be submitted again first.")
    }
}
