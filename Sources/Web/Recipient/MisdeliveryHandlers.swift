import Actions
import Hummingbird

/// "This was not meant for me".
struct MisdeliveryHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: VisitorContext) async throws -> Response {
        let link = try LinkAnswers(site, context)
        try link.countLanding(genuine: false)
        let opened = try await site.installation.openLink(link.token, by: context.visitor)
        if case .refused(let refusal) = opened { return try link.refused(refusal) }
        var entry: Entry?
        if case .entered(let update) = opened { entry = update.entry }
        return site.answer(
            MisdeliveryPage(
                frame: try link.frame(hasGrant: entry?.isGrant == true), action: link.path("misdelivery"),
                stopsMail: entry?.stopsMail == true,
                back: link.path()))
    }

    func report(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only([])
        let link = try LinkAnswers(site, context)
        try link.countForm()
        guard let stopped = try await site.installation.reportMisdelivery(link.token, by: context.visitor) else {
            return try link.refused(try await link.refusal() ?? .unknown)
        }
        // Mail is stopped for a verified address only: the session is there, unless it is one of the portal.
        let hasGrant = stopped && context.visitor.contact == nil
        return site.answer(MisdeliveryReportedPage(frame: try link.frame(hasGrant: hasGrant)))
    }
}
