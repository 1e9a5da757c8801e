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
        case .proven(let secret): return try goOn(kept, context, secret, retype: retype)
        }
    }

    private func goOn(
        _ kept: KeptForm, _ context: StaffContext, _ secret: BrowserSecret, retype: Bool
    ) throws -> Response {
        let token = try context.facts.form.signedIn(secret).token(site: site)
        let frame = site.workingFrame(context, at: nil, formToken: token)
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
        let hasFactor = try await site.installation.hasFactor(context.viewer)
        let page = ProofPage(
            frame: try site.workingFrame(context, at: nil, errors: reading.summary), action: "/account/proof",
            password: reading.field("password"), code: hasFactor ? reading.field("code") : nil,
            hidden: kept.hidden + (retype ? [HiddenField(name: "retype", value: "password")] : []),
            cancel: kept.next.page.text)
        return site.answer(page, status: .unprocessableContent)
    }
}
