import Actions
import HTTPTypes
import Hummingbird

/// `/signed-out`: whoever was signed in by the organisation's service is signed out here, and can be there as well. The way there is a
/// link, and the way back says so once to the browser that went. Nothing is stored, and no session is touched.
struct SignedOutHandlers: Sendable {
    let site: Site

    static let path = "/signed-out"

    func show(_ request: Request, _ context: SignInContext) async throws -> Response {
        guard let service = site.installation.identityProvider else { return .seeOther("/sign-in") }
        if let state = context.facts.query("state") {
            let isBack =
                try site.cookies.secret(.leaving, in: request).map {
                    try site.installation.isSignedOutAtProvider($0, state: state)
                } ?? false
            guard isBack else { return .seeOther(Told.signedOut.at("/sign-in")) }
            var response = Response.seeOther(Told.signedOutThere.at("/sign-in"))
            site.cookies.clear(.leaving, in: &response)
            return response
        }
        let secret = try site.installation.newBrowserSecret()
        let address = try await site.installation.wayToSignOut(secret)
        var response = site.answer(
            SignedOutPage(frame: try site.workingFrame(context), name: service.name, address: address))
        if address != nil { site.cookies.set(.leaving, to: secret, in: &response) }
        return response
    }

    /// What GET answers to a HEAD, which asks nobody.
    func describe(_ request: Request, _ context: SignInContext) async throws -> Response { Response(status: .ok) }
}
