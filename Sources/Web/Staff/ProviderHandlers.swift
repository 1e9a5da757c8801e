import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/sign-in/provider`: to the organisation's own sign-in service, and back.
struct ProviderHandlers: Sendable {
    let site: Site

    /// Sets out to sign in.
    func begin(_ form: Form, _ context: SignInContext) async throws -> Response {
        let kept = try KeptForm(reading: form, besides: [])
        if let wait = site.limits.waitToSignIn(client: context.facts.limitKey) {
            throw site.tooMany(wait, wayOn: Self.back)
        }
        guard let secret = try await site.installation.visitProvider(keeping: kept.text()) else {
            throw Refusal.notFound
        }
        return Self.away(secret, site)
    }

    /// Sends a browser to the service that has set out; takes it back when it comes from there. That GET acts, as the protocol
    /// has it: once, and only for the browser with the cookie.
    func show(_ request: Request, _ context: SignInContext) async throws -> Response {
        let facts = context.facts
        guard let secret = site.cookies.secret(.provider, in: request) else {
            return .seeOther(Told.signInOver.at("/sign-in"))
        }
        guard let state = facts.query("state") else { return try await going(secret, context) }
        let answer = ProviderAnswer(
            code: facts.query("error") == nil ? facts.query("code") : nil, state: state, issuer: facts.query("iss"))
        let finished = try await site.installation.finishVisit(
            secret, answer, session: context.session, from: facts.signInPlace)
        var response = try await self.answer(finished, context)
        site.cookies.clear(.provider, in: &response)
        return response
    }

    /// What GET answers to a HEAD, which takes nobody back.
    func describe(_ request: Request, _ context: SignInContext) async throws -> Response { Response(status: .ok) }

    /// A form may not lead to another site, and a page may: so the way there is a page of its own, which goes on by itself.
    static func away(_ secret: BrowserSecret, _ site: Site) -> Response {
        var response = Response.seeOther("/sign-in/provider")
        site.cookies.set(.provider, to: secret, in: &response)
        return response
    }

    private func going(_ secret: BrowserSecret, _ context: SignInContext) async throws -> Response {
        switch try await site.installation.providerWay(secret) {
        case .over: return .seeOther(Told.signInOver.at("/sign-in"))
        case .unavailable(let words):
            Audit(context.facts, site: site).provider(words)
            throw Refusal(.providerFailed(name, passwords: site.installation.takesPasswords))
        case .at(let address):
            let page = ProviderGoingPage(
                frame: try site.workingFrame(context), name: name, address: address, cancel: "/sign-in")
            var response = site.answer(page)
            if let refresh = HTTPField.Name("Refresh") { response.headers[refresh] = "0; url=\(address)" }
            return response
        }
    }

    private func answer(_ finished: FinishedVisit, _ context: SignInContext) async throws -> Response {
        let audit = Audit(context.facts, site: site)
        switch finished {
        case .over: return .seeOther(Told.signInOver.at("/sign-in"))
        case .declined: return try refusal(.providerDeclined(name), context)
        case .failed(let words):
            audit.provider(words)
            return try refusal(.providerFailed(name, passwords: site.installation.takesPasswords), context)
        case .nobody:
            audit.signIn(.wrong)
            return try refusal(.providerUnknown(name), context)
        case .notProven: return try refusal(.providerNotProven(name), context)
        case .signedIn(let secret, let person, let kept):
            audit.signIn(.signedIn, person: person)
            return try await EnteredAnswer(
                site: site, context: context, kept: KeptForm(text: kept), session: secret
            ).response()
        case .factorNeeded(let secret, let kept):
            return try await SignInHandlers(site: site).askForFactor(KeptForm(text: kept), context, secret)
        case .proven(let secret, let kept):
            let (form, retype) = try KeptForm.read(kept)
            return try ProofHandlers(site: site).goOn(form, context.facts, secret, retype: retype)
        }
    }

    /// An answer of its own, so that the cookie can be taken away with it.
    private func refusal(_ problem: Problem, _ context: SignInContext) throws -> Response {
        site.answer(
            StaffProblemPage(
                frame: try site.workingFrame(context), problem: problem.forStaff, contact: site.organisation.contact),
            status: HTTPResponse.Status(code: problem.status))
    }

    private var name: String { site.installation.identityProvider?.name ?? "" }

    private static let back = Problem.WayOn(label: "Back to sign-in", path: "/sign-in")
}
