import Actions
import Domain
import Hummingbird

extension Site {
    /// What is the same for everybody: no session is looked at.
    var publicArea: Area<VisitorContext> {
        Area(site: self, access: .everybody, surroundings: .reading) { request, context in
            let facts = facts(of: request, context, area: .visitor)
            return VisitorContext(facts: facts, visitor: Visitor(session: nil, staff: nil, client: facts.client))
        }
    }

    /// Recipients' pages: whoever holds a link, verified or not.
    var visitorArea: Area<VisitorContext> {
        Area(site: self, access: .visitor, surroundings: .reading) { request, context in
            let facts = facts(of: request, context, area: .visitor)
            let staff = try await viewer(of: request)
            let contact = try await contact(of: request)?.contact
            return VisitorContext(
                facts: facts,
                visitor: Visitor(
                    session: cookies.secret(.visitor, in: request), staff: staff?.viewer,
                    contact: contact, client: facts.client))
        }
    }

    /// The pages before signing in.
    var signInArea: Area<SignInContext> {
        Area(site: self, access: .signIn, surroundings: .working) { request, context in
            SignInContext(
                facts: facts(of: request, context, area: .signIn), session: cookies.secret(.staff, in: request),
                pending: cookies.secret(.pending, in: request), address: cookies.secret(.address, in: request))
        }
    }

    /// Everything that needs a sign-in; without one the visitor is sent to sign in and comes back.
    var staffArea: Area<StaffContext> {
        Area(site: self, access: .staff, surroundings: .working) { request, context in
            guard let staff = try await staff(of: request, context) else { throw SignInNeeded(request) }
            return staff
        }
    }

    /// The portal; without a sign-in the visitor is sent to sign in. No session of staff counts there.
    var portalArea: Area<PortalContext> {
        Area(site: self, access: .portal, surroundings: .reading) { request, context in
            guard let (contact, session) = try await contact(of: request) else { throw SignInNeeded(request) }
            return PortalContext(
                facts: facts(of: request, context, area: .portal, session: session), contact: contact)
        }
    }

    /// Who is signed in to the portal by the cookie of this request.
    func contact(of request: Request) async throws -> (contact: PortalViewer, session: BrowserSecret)? {
        guard let secret = cookies.secret(.portal, in: request) else { return nil }
        guard let contact = try await installation.signedInToPortal(secret) else { return nil }
        return (contact, secret)
    }

    /// What a handler of the staff area works with; nil unless somebody is signed in.
    func staff(of request: Request, _ context: SiteContext) async throws -> StaffContext? {
        guard let staff = try await viewer(of: request) else { return nil }
        return StaffContext(
            facts: facts(of: request, context, area: .staff, session: staff.session), viewer: staff.viewer,
            session: staff.session)
    }

    /// Who is signed in by the cookie of this request.
    func viewer(of request: Request) async throws -> (viewer: Viewer, session: BrowserSecret)? {
        guard let secret = cookies.secret(.staff, in: request) else { return nil }
        guard let viewer = try await installation.signedIn(secret) else { return nil }
        return (viewer, secret)
    }

    func facts(
        of request: Request, _ context: SiteContext, area: FormArea, session: BrowserSecret? = nil
    ) -> RequestFacts {
        let address = ClientAddress(of: request.head, context.channel, trusting: settings.trustedProxies)
        return RequestFacts(
            head: request.head, context: context,
            client: ClientTrace(address: address.text, userAgent: request.headers[.userAgent] ?? ""),
            address: address,
            form: FormKey(known: cookies.secret(.form, in: request), area: area, session: session))
    }
}
