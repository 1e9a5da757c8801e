import Actions
import Domain

/// `/mail-policy`: what mails of case updates may hold.
struct MailPolicyEndpoints: Sendable {
    var show: Endpoint {
        .showing("showMailPolicy", "What the mails of a send may hold.", Self.shape) { call in
            let shown = try await call.installation.showMailPolicy(to: call.viewer)
            return [
                "policy": .text(shown.policy.rawValue), "usual": .text(shown.policy.usual.rawValue),
                "allowed": .list(MailContent.allCases.filter(shown.policy.allows).map { .text($0.rawValue) }),
                "attachedLimit": .integer(shown.attachedLimit), "changedAt": JSON(shown.changes.first?.at),
            ]
        }
    }

    private static let shape = Shape.object([
        .required("policy", .words(MailPolicy.self)),
        .required("usual", Shape.words(MailContent.self).noted("What a send holds that says nothing of it.")),
        .required("allowed", Shape.list(of: .words(MailContent.self), most: 3)),
        .required(
            "attachedLimit",
            Shape.integer(0...Int64.max).noted("How many bytes files may take of a mail, in base64 as they travel.")),
        .required("changedAt", Shape.moment.orNull.noted("None while it is as shipped.")),
    ]).named("MailPolicy")
}
