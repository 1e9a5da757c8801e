import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/portal/sign-in`: from an e-mail address to a session, by a mailed code.
struct PortalSignInHandlers: Sendable {
    let site: Site

    static let path = "/portal/sign-in"
    static let codePath = "/portal/sign-in/code"

    func show(_ request: Request, _ context: VisitorContext) async throws -> Response {
        if context.visitor.contact != nil { return .seeOther("/portal") }
        return try door(context, Field("email"), flash: Told.flash(context.facts))
    }

    /// Mails a code, or looks as if it did (IV-09). Without an address it goes to the one this browser asked for before.
    func ask(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only(["email"])
        try count(context)
        let typed = form.optional("email")
        let known = try await site.installation.showPortalCodePage(context.visitor)?.address
        guard let typed else {
            guard let known else { return try startAgain(context, .signInElsewhere) }
            return try await ask(known, context, back: Self.codePath)
        }
        do {
            return try await ask(EmailAddress(reading: typed), context, back: Self.path)
        } catch let malformed as Malformed {
            return try door(context, Field("email", value: typed, error: malformed.remedy))
        }
    }

    func showCode(_ request: Request, _ context: VisitorContext) async throws -> Response {
        if context.visitor.contact != nil { return .seeOther("/portal") }
        return try await page(context, refusal: nil)
    }

    /// A wrongly shaped entry is refused before anything counts it.
    func enter(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only(["code"])
        try count(context)
        guard let entry = try? CodeEntry(reading: form.text("code")) else {
            return try await page(context, refusal: CodeRefusal(ofShape: form.text("code")))
        }
        switch try await site.installation.answerAtPortal(entry, by: context.visitor) {
        case .refused, .startAgain: return try startAgain(context, .signInElsewhere)
        case .exhausted: return try startAgain(context, .triesUsed)
        case .used: return try startAgain(context, .usedAtSignIn)
        case .wrong(let left): return try await page(context, refusal: .wrong(triesLeft: Int(left)))
        case .expired: return try await page(context, refusal: .expired)
        case .verified(let session):
            if let contact = try await site.installation.signedInToPortal(session) {
                Audit(context.facts, site: site).account(contact.person, "signed in to the portal")
            }
            var response = Response.seeOther("/portal")
            site.cookies.set(.portal, to: session, in: &response)
            return response
        }
    }

    private func ask(_ address: EmailAddress, _ context: VisitorContext, back: String) async throws -> Response {
        let visitor = context.visitor
        let asked = try await site.installation.askForPortalCode(
            address, browser: BrowserWords.of(visitor.client.userAgent), by: visitor)
        switch asked {
        case .refused, .notNeeded: return .seeOther(Self.path)
        case .tooSoon(let moment):
            throw Refusal.tooMany(
                until: moment, now: site.installation.now(), wayOn: Problem.WayOn(label: "Back", path: back))
        case .asked(let session):
            var response = Response.seeOther(Self.codePath)
            site.cookies.set(.visitor, to: session, in: &response)
            return response
        }
    }

    private func door(_ context: VisitorContext, _ field: Field, flash: Flash? = nil) throws -> Response {
        let frame = try site.readingFrame(context.facts, flash: flash, errors: ErrorSummary(fields: [field]))
        return site.answer(
            PortalDoorPage(frame: frame, action: Self.path, email: field),
            status: field.error == nil ? .ok : .unprocessableContent)
    }

    private func page(_ context: VisitorContext, refusal: CodeRefusal?) async throws -> Response {
        guard let challenge = try await site.installation.showPortalCodePage(context.visitor) else {
            return try startAgain(context, .signInElsewhere)
        }
        guard challenge.attemptsLeft > 0 else { return try startAgain(context, .triesUsed) }
        let field = Field("code", error: refusal?.message)
        let now = site.installation.now()
        let page = CodePage(
            frame: try site.readingFrame(context.facts, errors: ErrorSummary(fields: [field])), action: Self.codePath,
            code: field, reference: challenge.reference, sentTo: challenge.address.masked,
            sentAt: When(challenge.sentAt), validUntil: When(challenge.validUntil),
            sender: site.organisation.mailFrom.spelling,
            resend: CodePage.Resend(
                action: Self.path, earliest: challenge.nextCodeAt > now ? When(challenge.nextCodeAt.fullMinute) : nil),
            isPortal: true, door: Self.path)
        return site.answer(page, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func startAgain(_ context: VisitorContext, _ reason: StartAgainPage.Reason) throws -> Response {
        site.answer(
            StartAgainPage(frame: try site.readingFrame(context.facts), reason: reason, door: Self.path),
            status: .unprocessableContent)
    }

    /// Throws 429 when this client sends forms too often, whatever it types (RL-04).
    private func count(_ context: VisitorContext) throws {
        if let wait = site.limits.waitToSend(client: context.facts.limitKey) {
            throw site.tooMany(wait, wayOn: Problem.WayOn(label: "Back", path: Self.path))
        }
    }
}
