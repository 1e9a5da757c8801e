import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/sign-in` and `/sign-out`.
struct SignInHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: SignInContext) async throws -> Response {
        let next = context.facts.query("next")
        let flash =
            Told.flash(context.facts)
            ?? (next == nil ? nil : Flash("Sign in to go on where you were.", tone: .info))
        return try page(context, KeptForm(next: ReturnPath(reading: next)), flash: flash)
    }

    /// The answer is the same whether the address is unknown, the password wrong or the account closed.
    func signIn(_ form: Form, _ context: SignInContext) async throws -> Response {
        let kept = try KeptForm(reading: form, besides: ["email", "password"])
        var reading = FormReading()
        let address = reading.read { () throws(Malformed) in try Typed.address(form.text("email")) }
        if form.text("password").isEmpty { reading.add(Malformed("password", "Enter your password.")) }
        guard site.installation.takesPasswords else {
            reading.add(Malformed("provider", "Passwords are not taken here. Use the button."))
            return try page(context, kept, reading)
        }
        guard let address, reading.isGood else { return try page(context, kept, reading, form: form) }
        let facts = context.facts
        if let wait = site.limits.waitToSignIn(client: facts.limitKey) {
            throw site.tooMany(wait, wayOn: Problem.WayOn(label: "Back to sign-in", path: "/sign-in"))
        }
        let signedIn = try await site.installation.signIn(
            address: address, password: form.text("password"), from: facts.signInPlace)
        let audit = Audit(facts, site: site)
        switch signedIn {
        case .wrong:
            audit.signIn(.wrong)
            reading.add(Malformed("email", "That address and password do not belong together."))
            return try page(context, kept, reading, form: form)
        case .tooManyTries(let until):
            audit.signIn(.limited)
            throw Refusal.tooMany(until: until, now: site.installation.now()) { .signInPaused(until: $0) }
        case .signedIn(let secret, let person):
            audit.signIn(.signedIn, person: person)
            return try await EnteredAnswer(site: site, context: context, kept: kept, session: secret).response()
        case .factorNeeded(let secret): return try await askForFactor(kept, context, secret)
        }
    }

    /// On to the second factor; with what a form that was cut off had said, straight to its page.
    func askForFactor(
        _ kept: KeptForm, _ context: SignInContext, _ secret: BrowserSecret
    ) async throws -> Response {
        let way = kept.next.text == "/" ? "" : "?next=\(PercentCoding.encode(kept.next.text))"
        var response =
            kept.fields.isEmpty
            ? Response.seeOther("/sign-in/code\(way)")
            : try await SecondFactorHandlers(site: site).page(context, kept, FormReading(), pending: secret)
        site.cookies.set(.pending, to: secret, in: &response)
        return response
    }

    /// Ends the session here and in the browser (SE-04). Whoever came from the sign-in service is asked whether they go on to be
    /// signed out there.
    func signOut(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let way = try await site.installation.signOut(context.session)
        let isProvider = way == .provider && site.installation.identityProvider != nil
        var response = Response.seeOther(isProvider ? SignedOutHandlers.path : Told.signedOut.at("/sign-in"))
        response.headers[.clearSiteData] = #""cache", "cookies", "storage""#
        site.cookies.clear(.staff, in: &response)
        return response
    }

    private func page(
        _ context: SignInContext, _ kept: KeptForm, _ reading: FormReading = FormReading(), form: Form? = nil,
        flash: Flash? = nil
    ) throws -> Response {
        let page = SignInPage(
            frame: try site.workingFrame(context, flash: flash, errors: reading.summary),
            provider: site.providerButton,
            way: site.installation.takesPasswords
                ? SignInPage.PasswordWay(
                    action: "/sign-in", email: reading.field("email", form?.text("email") ?? ""),
                    password: reading.field("password")) : nil, hidden: kept.hidden)
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}

extension Site {
    /// The way to the organisation's own sign-in service; nil where it has none.
    var providerButton: ProviderButton? {
        installation.identityProvider.map { ProviderButton(name: $0.name, action: "/sign-in/provider") }
    }
}

extension RequestFacts {
    /// Where an attempt at a password comes from.
    var signInPlace: SignInPlace {
        SignInPlace(client: client, limitKey: limitKey, browser: BrowserWords.of(client.userAgent))
    }
}
