import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/deliveries/{delivery}`: the timeline of one recipient, and what can be done about it.
struct DeliveryHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let history = try await history(context)
        let frame = try site.workingFrame(context, at: .cases, flash: Told.flash(context.facts))
        return site.answer(
            DeliveryPage(
                history, for: context.viewer, life: LinkLifeChoices(site.organisation), now: site.installation.now(),
                frame: frame))
    }

    func resend(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let change = try await site.installation.resendNotice(of: context.facts.id("delivery"), by: context.viewer)
        return try await answer(change, .resent, or: .notResent, context)
    }

    /// `life` in seconds; without it, what the send was given.
    func extend(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["life"])
        let choices = LinkLifeChoices(site.organisation)
        let lifetime =
            if let life = form.optional("life") {
                try choices.lifetime(reading: life, field: "life")
            } else {
                try await history(context).send.options.linkLifetime
            }
        let change = try await site.installation.extendLinks(
            of: context.facts.id("delivery"), by: lifetime, viewer: context.viewer)
        return try await answer(change, .extended, context)
    }

    func revoke(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let change = try await site.installation.revokeLinks(
            .delivery(context.facts.id("delivery")), by: context.viewer)
        return try await answer(change, .revoked, context)
    }

    func allow(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let change = try await site.installation.allowAddress(of: context.facts.id("delivery"), by: context.viewer)
        return try await answer(change, .allowed, context)
    }

    func grantRenewal(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await decide(form, grant: true, context)
    }

    func refuseRenewal(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await decide(form, grant: false, context)
    }

    private func decide(_ form: Form, grant: Bool, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let change = try await site.installation.decideRenewal(
            context.facts.id("renewal"), of: context.facts.id("delivery"), grant: grant, by: context.viewer)
        return try await answer(change, grant ? .renewed : .notRenewed, context)
    }

    private func history(_ context: StaffContext) async throws -> DeliveryHistory {
        let found = try await site.installation.showDelivery(context.facts.id("delivery"), to: context.viewer)
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// Back to where the button was: the matrix, the start page or the timeline.
    private func answer(_ change: ChangedLinks, _ told: Told, or nothing: Told = .noChange, _ context: StaffContext)
        async throws -> Response
    {
        let id: ID<Delivery> = try context.facts.id("delivery")
        var path = "/deliveries/\(id)"
        switch context.facts.query("to") {
        case "send" where change == .done || change == .nothingToDo:
            path = "/sends/\(try await history(context).send.id)"
        case "start": path = "/"
        default: break
        }
        return try ChangeAnswer.response(change, told, or: nothing, at: path)
    }
}
