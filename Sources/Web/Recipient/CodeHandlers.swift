import Actions
import Domain
import HTTPTypes
import Hummingbird

/// From an e-mail address to a grant: asking for a code, and entering it.
struct CodeHandlers: Sendable {
    let site: Site

    /// Mails a code, or looks as if it did (IV-09). Without an address it goes to the one this browser asked for before.
    func ask(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only(["email"])
        let link = try LinkAnswers(site, context)
        try link.countForm()
        guard let typed = form.optional("email") else { return try await askAgain(link) }
        do {
            return try await ask(
                EmailAddress(reading: typed), link, back: Problem.WayOn(label: "Back", path: link.path()))
        } catch let malformed as Malformed {
            return try await door(link, typed: typed, error: malformed.remedy)
        }
    }

    /// Where the code is typed; reads only.
    func show(_ request: Request, _ context: VisitorContext) async throws -> Response {
        try await page(LinkAnswers(site, context), refusal: nil)
    }

    /// A wrongly shaped entry is refused before anything counts it.
    func answer(_ form: Form, _ context: VisitorContext) async throws -> Response {
        try form.only(["code"])
        let link = try LinkAnswers(site, context)
        try link.countForm()
        guard let entry = try? CodeEntry(reading: form.text("code")) else {
            return try await page(link, refusal: CodeRefusal(ofShape: form.text("code")))
        }
        switch try await site.installation.answerChallenge(link.token, code: entry, by: context.visitor) {
        case .refused(let refusal): return try link.refused(refusal)
        case .startAgain: return try startAgain(link, .otherBrowser)
        case .exhausted: return try startAgain(link, .triesUsed)
        case .used: return try startAgain(link, .used)
        case .wrong(let left): return try await page(link, refusal: .wrong(triesLeft: Int(left)))
        case .expired: return try await page(link, refusal: .expired)
        case .verified(let session):
            var response = link.toTheDoor()
            site.cookies.set(.visitor, to: session, in: &response)
            return response
        }
    }

    private func askAgain(_ link: LinkAnswers) async throws -> Response {
        switch try await site.installation.showCodePage(link.token, by: link.context.visitor) {
        case .refused(let refusal): return try link.refused(refusal)
        case .notNeeded: return link.toTheDoor()
        case .startAgain: return try startAgain(link, .otherBrowser)
        case .waiting(let challenge):
            return try await ask(
                challenge.address, link, back: Problem.WayOn(label: "Back to the code", path: link.path("code")))
        }
    }

    /// `back` is where one can wait when it is too early.
    private func ask(
        _ address: EmailAddress, _ link: LinkAnswers, back: Problem.WayOn
    ) async throws -> Response {
        let visitor = link.context.visitor
        let asked = try await site.installation.askForCode(
            link.token, address: address, browser: BrowserWords.of(visitor.client.userAgent), by: visitor)
        switch asked {
        case .refused(let refusal): return try link.refused(refusal)
        case .notNeeded: return link.toTheDoor()
        case .tooSoon(let moment):
            throw Refusal.tooMany(until: moment, now: site.installation.now(), wayOn: back)
        case .asked(let session):
            var response = Response.seeOther(link.path("code"))
            site.cookies.set(.visitor, to: session, in: &response)
            return response
        }
    }

    /// The door again, with what is wrong about the address; only where there is a door.
    private func door(_ link: LinkAnswers, typed: String, error: String) async throws -> Response {
        switch try await site.installation.showCodePage(link.token, by: link.context.visitor) {
        case .refused(let refusal): return try link.refused(refusal)
        case .notNeeded: return link.toTheDoor()
        case .startAgain, .waiting: break
        }
        let field = Field("email", value: typed, error: error)
        return site.answer(
            DoorPage(
                frame: try link.frame(errors: ErrorSummary(fields: [field])), action: link.path("challenge"),
                email: field),
            status: .unprocessableContent)
    }

    private func page(_ link: LinkAnswers, refusal: CodeRefusal?) async throws -> Response {
        switch try await site.installation.showCodePage(link.token, by: link.context.visitor) {
        case .refused(let reason): return try link.refused(reason)
        case .notNeeded: return link.toTheDoor()
        case .startAgain: return try startAgain(link, .otherBrowser)
        case .waiting(let challenge) where challenge.attemptsLeft == 0: return try startAgain(link, .triesUsed)
        case .waiting(let challenge): return try page(link, challenge, refusal: refusal)
        }
    }

    private func page(
        _ link: LinkAnswers, _ challenge: WaitingChallenge, refusal: CodeRefusal?
    ) throws -> Response {
        let field = Field("code", error: refusal?.message)
        let now = site.installation.now()
        let page = CodePage(
            frame: try link.frame(errors: ErrorSummary(fields: [field])), action: link.path("answer"), code: field,
            reference: challenge.reference, sentTo: challenge.address.masked, sentAt: When(challenge.sentAt),
            validUntil: When(challenge.validUntil), sender: site.organisation.mailFrom.spelling,
            resend: CodePage.Resend(
                action: link.path("challenge"),
                earliest: challenge.nextCodeAt > now ? When(challenge.nextCodeAt.fullMinute) : nil),
            door: link.path())
        return site.answer(page, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func startAgain(_ link: LinkAnswers, _ reason: StartAgainPage.Reason) throws -> Response {
        site.answer(
            StartAgainPage(frame: try link.frame(), reason: reason, door: link.path()), status: .unprocessableContent)
    }
}
