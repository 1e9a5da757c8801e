import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/portal/profile`: what is known of whoever is signed in, and the end of their sessions.
struct PortalProfileHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: PortalContext) async throws -> Response {
        guard let own = try await site.installation.showOwnPortalAccess(to: context.contact) else {
            throw Refusal.notFound
        }
        return site.answer(
            PortalProfilePage(
                frame: try site.portalFrame(context, at: .profile, flash: Told.flash(context.facts)),
                name: own.person.name, address: own.address.spelling,
                others: own.person.addresses.filter { $0 != own.address }.map(\.spelling),
                mail: PortalProfilePage.mail(own.isMailed),
                sessions: own.sessions.map {
                    SessionRow($0, isThis: $0.id == context.contact.session, under: "/portal/sessions")
                }))
    }

    func endSession(_ form: Form, _ context: PortalContext) async throws -> Response {
        try form.only([])
        try await site.installation.endPortalSession(context.facts.id("session"), of: context.contact)
        Audit(context.facts, site: site).account(context.contact.person, "portal session ended")
        return .seeOther(Told.sessionEnded.at("/portal/profile"))
    }

    /// Ends the session here and in the browser (SE-04).
    func signOut(_ form: Form, _ context: PortalContext) async throws -> Response {
        try form.only([])
        try await site.installation.signOutOfPortal(context.contact)
        Audit(context.facts, site: site).account(context.contact.person, "signed out of the portal")
        var response = Response.seeOther(Told.signedOut.at("/portal/sign-in"))
        response.headers[.clearSiteData] = #""cache", "cookies", "storage""#
        site.cookies.clear(.portal, in: &response)
        return response
    }
}

extension PortalProfilePage {
    static func mail(_ isMailed: Bool) -> ChoiceField {
        ChoiceField(
            "mail",
            choices: [
                Choice("yes", "Tell me by e-mail, too", isChosen: isMailed),
                Choice("no", "Tell me here only, without an e-mail", isChosen: !isMailed),
            ])
    }
}
