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
        var isVerified = false
        if case .entered(let update) = opened { isVerified = update.entry.isGrant }
        return site.answer(
            MisdeliveryPage(
                frame: try link.frame(hasGrant: isVerified), action: link.path("misdelivery"), stopsMail: isVerified,
                back: link.path()))
    }

    func report(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only([])
        let link = try LinkAnswers(site, context)
        try link.countForm()
        guard let stopped = try await site.installation.reportMisdelivery(link.token, by: context.visitor) else {
            return try link.refused(try await link.refusal() ?? .unknown)
        }
        // Mail is stopped for a verified address only, so the session is there.
        return site.answer(MisdeliveryReportedPage(frame: try link.frame(hasGrant: stopped)))
    }
}
