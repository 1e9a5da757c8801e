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
        if case .entered(let update) = opened, case .grant = update.entry { isVerified = true }
        return site.answer(
            MisdeliveryPage(
                frame: try link.frame(), action: link.path("misdelivery"), stopsMail: isVerified, back: link.path()))
    }

    func report(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only([])
        let link = try LinkAnswers(site, context)
        guard try await site.installation.reportMisdelivery(link.token, by: context.visitor) != nil else {
            return try link.refused(try await link.refusal() ?? .unknown)
        }
        return site.answer(MisdeliveryReportedPage(frame: try link.frame()))
    }
}
