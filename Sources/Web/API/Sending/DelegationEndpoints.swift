import Actions
import Domain
import HTTPTypes

/// `/delegations`: whether somebody is let in whom a recipient asks for.
struct DelegationEndpoints: Sendable {
    private static let answer = Shape.text(2000).orNull.noted("For the recipient, who reads it behind their link.")

    var list: Endpoint {
        .showing(
            "listDelegations", "Whom the recipients of a send asked to be let in, in the order in which they asked.",
            Shape.object([.required("delegations", .list(of: .delegation, most: 100_000))]).named("Delegations")
        ) { call in
            try await call.installation.listDelegations(of: call.id("send"), to: call.viewer).map {
                ["delegations": .list($0.map { JSON($0) })]
            }
        }
    }

    var show: Endpoint {
        .showing("showDelegation", "A recipient's request that somebody else be let in.", .delegation) {
            try await Self.shown($0)
        }
    }

    var approve: Endpoint {
        let body = Shape.object([
            .required(
                "person",
                Shape.id.orNull.noted("Who it is, of those who have the address; null for a new contact, on no case.")),
            .optional("answer", Self.answer),
        ]).named("DelegateApproval")
        return .changing(
            "approveDelegate",
            "Let somebody in at a recipient's request: links of their own, behind a mailed code, to everything of that delivery.",
            .json(body), problems: [403, 409], .delegation
        ) { call in
            let record = try call.body.optionalText("person").map { DelegateRecord.person(try ID(reading: $0)) } ?? .new
            let answer = try DelegationHandlers.reason(call.body.optionalText("answer") ?? "", field: "answer")
            return try await Self.decided(call) {
                try await call.installation.approveDelegate($0, as: record, reason: answer.text, by: call.viewer)
            }
        }
    }

    var decline: Endpoint {
        let body = Shape.object([.optional("answer", Self.answer)]).named("DelegateRefusal")
        return .changing(
            "declineDelegate", "Decline a recipient's request that somebody else be let in.",
            .json(body, isRequired: false), problems: [403, 409], .delegation
        ) { call in
            let answer = try DelegationHandlers.reason(call.body.optionalText("answer") ?? "", field: "answer")
            return try await Self.decided(call) {
                try await call.installation.declineDelegate($0, reason: answer.text, by: call.viewer)
            }
        }
    }

    var revoke: Endpoint {
        .changing(
            "revokeDelegate", "Revoke the links of somebody who was let in; those of the recipient stay.", .none,
            problems: [403, 409], .delegation
        ) { call in
            let found = try await call.installation.showDelegation(call.id("delegation"), to: call.viewer)
            guard let found else { throw Refusal.notFound }
            guard call.viewer.rights.maySendUpdates else { throw ApiRefusal.of(status: 403) }
            guard let delegate = found.delegation.decision?.delegate else { throw ApiRefusal.nothingToDo }
            try LinkChange.check(
                await call.installation.revokeLinks(.delivery(delegate), by: call.viewer), mayBeDone: true)
            return try await Self.shown(call)
        }
    }

    private static func shown(_ call: Call) async throws -> JSON? {
        try await call.installation.showDelegation(call.id("delegation"), to: call.viewer).map { JSON($0) }
    }

    private static func decided(
        _ call: Call, _ decide: (ID<Delegation>) async throws -> DecidedDelegate
    ) async throws -> JSON? {
        switch try await decide(call.id("delegation")) {
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw ApiRefusal.of(status: 403)
        case .obstacle(let obstacle):
            throw ApiRefusal.conflict(
                "delegate-\(obstacle.rawValue.replacing(" ", with: "-"))", "Nobody can be let in now", obstacle.words)
        case .earlier(let state, let name, let at):
            throw ApiRefusal.conflict(
                "decided", "It is decided already",
                "\(state.act) by \(name) at \(at.rfc3339). Nothing was changed.")
        case .done: return try await shown(call)
        }
    }
}
