import Actions
import Domain

/// `/cases/{case}/retention` and `/cases/{case}/hold`: how long a case is kept, and what keeps it longer.
struct RetentionEndpoints: Sendable {
    var show: Endpoint {
        .showing("showRetention", "How long a case is kept. Nothing is erased by itself yet.", Self.shape) {
            try await Self.shown($0, $0.id("case"))
        }
    }

    var change: Endpoint {
        .changing(
            "setRetention",
            "Say how long a case is kept after it was closed; null: as long as the organisation keeps cases.",
            .json(Shape.object([.required("months", Self.months)]).named("RetentionChange")), Self.shape
        ) { call in
            let id: ID<CaseFile> = try call.id("case")
            let months = try call.body.optionalInteger("months").map { try RetentionMonths($0) }
            try Self.check(try await call.installation.setRetention(months, of: id, by: call.viewer))
            return try await Self.shown(call, id)
        }
    }

    var place: Endpoint {
        hold("placeHold", "Place a legal hold: nothing of the case is erased while it is on.") { call, id, reason in
            try await call.installation.placeHold(reason: reason, on: id, by: call.viewer)
        }
    }

    var lift: Endpoint {
        hold("liftHold", "Lift the legal hold.") { call, id, reason in
            try await call.installation.liftHold(reason: reason, on: id, by: call.viewer)
        }
    }

    private func hold(
        _ id: String, _ summary: String,
        _ action: @escaping @Sendable (Call, ID<CaseFile>, String) async throws -> KeptRetention
    ) -> Endpoint {
        .changing(
            id, summary, .json(Shape.object([.required("reason", .text(1, 2000))]).named("HoldReason")),
            problems: [403, 409], Self.shape
        ) { call in
            let id: ID<CaseFile> = try call.id("case")
            let reason = try LegalHold.reason(reading: call.body.text("reason"))
            try Self.check(try await action(call, id, reason))
            return try await Self.shown(call, id)
        }
    }

    private static let months = Shape.integer(RetentionMonths.bounds).orNull

    private static let shape = Shape.object([
        .required("months", months.noted("The case's own period; null: the organisation's holds.")),
        .required("organisationMonths", months.noted("Null: until somebody decides.")),
        .required(
            "dueAt", Shape.moment.orNull.noted("When the period ends, hold or not; null while the case is open.")),
        .required(
            "hold",
            Shape.object([.required("at", .moment), .required("byId", .id), .required("reason", .text(2000))]).orNull),
    ]).named("Retention")

    private static func shown(_ call: Call, _ id: ID<CaseFile>) async throws -> JSON? {
        guard let shown = try await call.installation.showRetention(of: id, to: call.viewer) else { return nil }
        let retention = shown.caseFile.retention
        let hold: JSON =
            retention.hold.map { ["at": JSON($0.at), "byId": JSON($0.by), "reason": .text($0.reason)] } ?? .null
        return [
            "months": retention.months.map { .integer($0.count) } ?? .null,
            "organisationMonths": shown.standard.map { .integer($0.count) } ?? .null, "dueAt": JSON(shown.due),
            "hold": hold,
        ]
    }

    private static func check(_ kept: KeptRetention) throws {
        switch kept {
        case .kept: return
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .heldAlready, .notHeld: throw ApiRefusal.nothingToDo
        }
    }
}
