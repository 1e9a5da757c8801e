import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/account/proof`: asks who is at the keyboard before a dangerous act, and goes on with that act afterwards.
struct ProofHandlers: Sendable {
    let site: Site

    /// What a form is answered whose act needs proof: the question, with everything typed kept in it.
    func ask(_ form: Form, _ request: Request, _ context: StaffContext) async throws -> Response {
        let kept = KeptForm(unproven: form, at: ReturnPath(reading: request.uri.string))
        let retype = !form.text("password").isEmpty
        return try await page(context, kept, FormReading(), retype: retype)
    }

    func prove(_ form: Form, _ context: StaffContext) async throws -> Response {
        let kept = try KeptForm(reading: form, besides: ["password", "code", "retype"])
        let retype = form.has("retype")
        var reading = FormReading()
        if form.text("password").isEmpty { reading.add(Malformed("password", "Enter your password.")) }
        var entry: FactorEntry?
        if try await site.installation.hasFactor(context.viewer) {
            entry = reading.read { () throws(Malformed) in try FactorEntry(reading: form.text("code")) }
        }
        guard reading.isGood else { return try await page(context, kept, reading, retype: retype) }
        let proven = try await site.installation.prove(
            password: form.text("password"), entry, by: context.viewer, context.session,
            from: context.facts.signInPlace)
        switch proven {
        case .wrong:
            reading.add(
                Malformed("password", entry == nil ? "This is not your password." : "Password or code is not right."))
            return try await page(context, kept, reading, retype: retype)
        case .tooManyTries(let until):
            throw Refusal.tooMany(until: until, now: site.installation.now()) { .proofPaused(until: $0) }
        case .proven(let secret): return try goOn(kept, context.facts, secret, retype: retype)
        }
    }

    /// Sets out for the organisation's sign-in service, which then asks who it is.
    func visitProvider(_ form: Form, _ context: StaffContext) async throws -> Response {
        let kept = try KeptForm(reading: form, besides: ["provider-code", "retype"])
        let retype = form.has("retype")
        var reading = FormReading()
        var entry: FactorEntry?
        if try await site.installation.proofWays(context.viewer).providerNeedsFactor {
            do { entry = try FactorEntry(reading: form.text("provider-code")) } catch {
                reading.add(Malformed("provider-code", error.remedy))
                return try await page(context, kept, reading, retype: retype)
            }
        }
        let begun = try await site.installation.visitProvider(
            toProve: context.viewer, entry, keeping: kept.text(retype: retype), from: context.facts.signInPlace)
        switch begun {
        case .notLinked: throw Refusal.notFound
        case .wrong:
            reading.add(Malformed("provider-code", "This code is not right, or was used before."))
            return try await page(context, kept, reading, retype: retype)
        case .tooManyTries(let until):
            throw Refusal.tooMany(until: until, now: site.installation.now()) { .proofPaused(until: $0) }
        case .begun(let secret): return ProviderHandlers.away(secret, site)
        }
    }

    /// With the session's new cookie, on to the act.
    func goOn(_ kept: KeptForm, _ facts: RequestFacts, _ secret: BrowserSecret, retype: Bool) throws -> Response {
        let frame = site.workingFrame(formToken: try facts.form.signedIn(secret).token(site: site))
        let page = SendAgainPage(
            frame: frame, action: kept.next.text, hidden: kept.again, cancel: kept.next.page.text, isProof: true,
            password: retype ? Field("password") : nil)
        var response = kept.next.text == "/" ? Response.seeOther("/") : site.answer(page)
        site.cookies.set(.staff, to: secret, in: &response)
        return response
    }

    private func page(
        _ context: StaffContext, _ kept: KeptForm, _ reading: FormReading, retype: Bool
    ) async throws -> Response {
        let ways = try await site.installation.proofWays(context.viewer)
        let page = ProofPage(
            frame: try site.workingFrame(context, at: nil, errors: reading.summary),
            provider: ways.provider.map {
                ProofPage.Provider(
                    name: $0, action: "/account/proof/provider",
                    code: ways.providerNeedsFactor ? reading.field("provider-code") : nil)
            },
            way: ways.hasPassword || ways.provider == nil
                ? ProofPage.PasswordWay(
                    action: "/account/proof", password: reading.field("password"),
                    code: ways.hasFactor ? reading.field("code") : nil) : nil,
            hidden: kept.hidden + (retype ? [HiddenField(name: "retype", value: "password")] : []),
            cancel: kept.next.page.text)
        return site.answer(page, status: .unprocessableContent)
    }
}
