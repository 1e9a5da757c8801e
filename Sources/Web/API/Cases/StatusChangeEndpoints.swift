import Actions
import Domain

/// `/case-status-changes`: closing several cases at once, or opening them again.
struct StatusChangeEndpoints: Sendable {
    var change: Endpoint {
        .making(
            "changeCaseStatuses",
            "Close several cases, or open them again. Each is looked at anew; the answer says what became of it.",
            .json(
                Shape.object([
                    .required("status", .words(CaseStatus.self)),
                    .required("cases", .list(of: .id, most: CaseStatusChange.most)),
                ]).named("NewCaseStatusChange")), Self.shape,
            make: { call in
                let id = try call.installation.newStatusChange()
                let cases = try call.body.texts("cases").map { try ID<CaseFile>(reading: $0) }
                guard let status = CaseStatus(rawValue: call.body.text("status")) else {
                    throw ApiRefusal.of(status: 422)
                }
                switch try await call.installation.changeStatuses(status, of: cases, as: id, by: call.viewer) {
                case .changed(let id): return id.text
                case .notAllowed: throw ApiRefusal.of(status: 403)
                }
            },
            show: { try await Self.shown($0, ID(reading: $1)) })
    }

    var show: Endpoint {
        .showing("showCaseStatusChange", "What became of several cases, for whoever changed them.", Self.shape) {
            try await Self.shown($0, $0.id("statusChange"))
        }
    }

    private static let shape = Shape.object([
        .required("id", .id), .required("status", .words(CaseStatus.self)), .required("at", .moment),
        .required(
            "cases",
            .list(
                of: .object([.required("caseId", .id), .required("outcome", .words(CaseStatusChange.Outcome.self))]),
                most: CaseStatusChange.most)),
    ]).named("CaseStatusChange")

    private static func shown(_ call: Call, _ id: ID<CaseStatusChange>) async throws -> JSON? {
        guard let shown = try await call.installation.showStatusChange(id, to: call.viewer), let at = shown.at else {
            return nil
        }
        let cases = shown.items.map { item -> JSON in
            ["caseId": JSON(item.id), "outcome": .text(item.outcome.rawValue)]
        }
        return ["id": JSON(id), "status": .text(shown.status.rawValue), "at": JSON(at), "cases": .list(cases)]
    }
}
