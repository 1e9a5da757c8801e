import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/sign-in/code`: the second factor of a sign-in whose password was right.
struct SecondFactorHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: SignInContext) async throws -> Response {
        try await page(context, KeptForm(next: ReturnPath(reading: context.facts.query("next"))), FormReading())
    }

    func enter(_ form: Form, _ context: SignInContext) async throws -> Response {
        let kept = try KeptForm(reading: form, besides: ["code"])
        guard let pending = context.pending else { return .seeOther(Told.signInOver.at("/sign-in")) }
        var reading = FormReading()
        let entry = reading.read { () throws(Malformed) in try FactorEntry(reading: form.text("code")) }
        guard let entry else { return try await page(context, kept, reading) }
        if let wait = site.limits.waitToSignIn(client: context.facts.limitKey) {
            throw site.tooMany(wait, wayOn: Problem.WayOn(label: "Back to sign-in", path: "/sign-in"))
        }
        let audit = Audit(context.facts, site: site)
        switch try await site.installation.finishSignIn(pending, entry, from: context.facts.signInPlace) {
        case .over: return .seeOther(Told.signInOver.at("/sign-in"))
        case .wrong:
            audit.signIn(.wrong)
            reading.add(
                Malformed("code", "This code is not right, or was used before. Enter the one that is shown now."))
            return try await page(context, kept, reading)
        case .tooManyTries(let until):
            audit.signIn(.limited)
            throw Refusal.tooMany(until: until, now: site.installation.now()) { .codesPaused(until: $0) }
        case .signedIn(let secret, let person, let codes):
            audit.signIn(.signedIn, person: person)
            return try await EnteredAnswer(site: site, context: context, kept: kept, session: secret).response(
                recoveryCodes: codes)
        }
    }

    /// Straight after the password, where a form that was cut off has to be carried along.
    func page(
        _ context: SignInContext, _ kept: KeptForm, _ reading: FormReading, pending: BrowserSecret? = nil
    ) async throws -> Response {
        guard let pending = pending ?? context.pending else { return .seeOther("/sign-in") }
        let status: HTTPResponse.Status = reading.isGood ? .ok : .unprocessableContent
        switch try await site.installation.showPending(pending) {
        case .over: return .seeOther(Told.signInOver.at("/sign-in"))
        case .code:
            let page = SignInCodePage(
                frame: try site.workingFrame(context, errors: reading.summary), action: "/sign-in/code",
                code: reading.field("code"), hidden: kept.hidden)
            return site.answer(page, status: status)
        case .setUp(let offer):
            let reading = reading.error("code") == FactorEntry.remedy ? FactorSetupPage.refused : reading
            let page = FactorSetupPage(
                offer, frame: try site.workingFrame(context, errors: reading.summary), action: "/sign-in/code",
                code: reading.field("code"), isRequired: true,
                hidden: kept.hidden, cancel: nil)
            return site.answer(page, status: status)
        }
    }
}
