import Actions
import Domain

/// `/mail-policy`: what mails of case updates may hold.
struct MailPolicyEndpoints: Sendable {
    var show: Endpoint {
        .showing("showMailPolicy", "What the mails of a send may hold.", Self.shape) { try await Self.shown($0) }
    }

    var change: Endpoint {
        .changing(
            "changeMailPolicy", "Say what mails may hold from now on; those that are queued stay as they are.",
            .json(
                Shape.object([
                    .required("version", Shape.integer(0...Int64.max).noted("That of what is to be replaced.")),
                    .required("policy", .words(MailPolicy.self)),
                    .optional(
                        "confirmed",
                        Shape.yesNo.noted("That case data may leave in e-mails: needed for any policy but `secure`.")),
                ]).named("MailPolicyChange")), problems: [403, 409], Self.shape
        ) { call in
            guard call.viewer.rights.mayKeepMail else { throw ApiRefusal.of(status: 403) }
            guard let policy = MailPolicy(rawValue: call.body.text("policy")) else { throw Refusal.status(422) }
            guard policy == .secure || call.body.optionalFlag("confirmed") == true else {
                throw ApiRefusal.mistake("confirmed", "Say true: case data may leave in e-mails. Or choose secure.")
            }
            let kept = try await call.installation.changeMailPolicy(
                to: policy, version: call.body.optionalInteger("version") ?? 0, by: call.viewer)
            switch kept {
            case .kept: return try await Self.shown(call)
            case .notAllowed: throw ApiRefusal.of(status: 403)
            case .changedMeanwhile: throw ApiRefusal.changedMeanwhile
            }
        }
    }

    private static func shown(_ call: Call) async throws -> JSON {
        let shown = try await call.installation.showMailPolicy(to: call.viewer)
        return [
            "policy": .text(shown.policy.rawValue), "usual": .text(shown.policy.usual.rawValue),
            "allowed": .list(MailContent.allCases.filter(shown.policy.allows).map { .text($0.rawValue) }),
            "attachedLimit": .integer(shown.attachedLimit), "version": .integer(shown.version),
            "changedAt": JSON(shown.changes.first?.at),
        ]
    }

    private static let shape = Shape.object([
        .required("policy", .words(MailPolicy.self)),
        .required("usual", Shape.words(MailContent.self).noted("What a send holds that says nothing of it.")),
        .required("allowed", Shape.list(of: .words(MailContent.self), most: 3)),
        .required(
            "attachedLimit",
            Shape.integer(0...Int64.max).noted("How many bytes files may take of a mail, in base64 as they travel.")),
        .required("version", Shape.integer(0...Int64.max).noted("0 while it is as shipped.")),
        .required("changedAt", Shape.moment.orNull.noted("None while it is as shipped.")),
    ]).named("MailPolicy")
}
