import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/portal/activations/{secret}`: what the mailed link of an invitation leads to. Opening it uses nothing up; the button does.
struct PortalActivationHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let secret = try context.facts.parameter("secret")
        guard let found = try await site.installation.showPortalInvitation(secret) else { throw Refusal.notFound }
        guard found.state == .live else { throw Refusal(.accountLink(.portal, found.state)) }
        return site.answer(
            PortalActivationPage(
                frame: try site.readingFrame(context.facts),
                action: "/portal/activations/\(PercentCoding.encode(secret))", until: When(found.until)))
    }

    func activate(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only([])
        if let wait = site.limits.waitToSend(client: context.facts.limitKey) { throw site.tooMany(wait) }
        let secret = try context.facts.parameter("secret")
        switch try await site.installation.activatePortal(secret, from: context.visitor.client) {
        case .activated(let person):
            Audit(context.facts, site: site).account(person, "portal access activated")
            return .seeOther(Told.portalActivated.at(PortalSignInHandlers.path))
        case .over(let state): throw Refusal(.accountLink(.portal, state))
        case .unknown: throw Refusal.notFound
        }
    }
}
