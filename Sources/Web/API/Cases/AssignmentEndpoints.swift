import Actions
import Domain

/// `/cases/{case}/assignments`: who is on a case.
struct AssignmentEndpoints: Sendable {
    var list: Endpoint {
        .showing(
            "listAssignments", "Who is on a case, the longest first.",
            .object([.required("assignments", .list(of: Self.shape, most: 10_000))])
        ) { call in
            let id: ID<CaseFile> = try call.id("case")
            guard let people = try await call.installation.showCasePeople(id, to: call.viewer) else { return nil }
            return ["assignments": .list(people.assigned.map { Self.json($0.part) })]
        }
    }

    var put: Endpoint {
        .changing(
            "assignPerson", "Give a person a role on a case, in place of another one they had.",
            .json(
                Shape.object([
                    .required("role", .words(AssignmentRole.self)),
                    .optional(
                        "primary",
                        Shape.yesNo.noted("As the primary of the role, in place of whoever is; no, if not said.")),
                    .optional(
                        "notice",
                        Shape.yesNo.noted(
                            "Whether a mail tells them: staff with an open account, of a role new to them.")),
                ]).named("Role")),
            problems: [403, 409], Self.shape
        ) { call in
            let (caseFile, person): (ID<CaseFile>, ID<Person>) = (try call.id("case"), try call.id("person"))
            guard let role = AssignmentRole(rawValue: call.body.text("role")) else { throw ApiRefusal.of(status: 422) }
            let part = Assignment(
                caseFile: caseFile, person: person, role: role,
                isPrimary: call.body.optionalFlag("primary") ?? false)
            switch try await call.installation.assign(
                person, as: role, isPrimary: part.isPrimary, notifying: call.body.optionalFlag("notice") ?? false,
                to: caseFile, by: call.viewer)
            {
            case .done, .told, .untold: return Self.json(part)
            case .wrongRole: throw ApiRefusal.mistake("role", role.wrongWords)
            case let refusal: throw Self.refusal(refusal)
            }
        }
    }

    var remove: Endpoint {
        .removing("unassignPerson", "Take a person off a case; what was sent to them stays until it is revoked.") {
            switch try await $0.installation.unassign($0.id("person"), from: $0.id("case"), by: $0.viewer) {
            case .done: return
            case let refusal: throw Self.refusal(refusal)
            }
        }
    }

    private static let shape = Shape.object([
        .required("caseId", .id), .required("personId", .id), .required("role", .words(AssignmentRole.self)),
        .required("primary", .yesNo),
    ]).named("Assignment")

    private static func json(_ part: Assignment) -> JSON {
        [
            "caseId": JSON(part.caseFile), "personId": JSON(part.person), "role": .text(part.role.rawValue),
            "primary": .yesNo(part.isPrimary),
        ]
    }

    private static func refusal(_ refusal: AssignedPerson) -> ApiRefusal {
        switch refusal {
        case .notAllowed: .of(status: 403)
        case .closed: .closed
        default: .of(status: 404)
        }
    }
}
