import Actions
import Domain
import HTTPTypes
import Hummingbird

/// What all recipient pages say alike about a link: where its pages are, and why it does not open.
struct LinkAnswers: Sendable {
    let site: Site
    let context: VisitorContext
    let token: String

    init(_ site: Site, _ context: VisitorContext) throws(Refusal) {
        self.site = site
        self.context = context
        token = try context.token()
    }

    /// `/f/{token}`; a part of it follows a slash.
    func path(_ part: String? = nil) -> String {
        "/f/" + PercentCoding.encode(token) + (part.map { "/" + $0 } ?? "")
    }

    func toTheDoor() -> Response { .seeOther(path()) }

    /// `hasGrant` where a verified visitor reads: the page then keeps the session alive.
    func frame(flash: Flash? = nil, errors: ErrorSummary? = nil, hasGrant: Bool = false) throws -> ReadingFrame {
        try site.readingFrame(context.facts, flash: flash, errors: errors, hasGrant: hasGrant)
    }

    /// One page for whatever is not a link of ours; the way to a new one for what has expired; the contact line alone for what
    /// was withdrawn (decision 15).
    func refused(_ refusal: LinkRefusal) throws -> Response {
        switch refusal {
        case .unknown:
            if let wait = site.limits.waitAfterForgery(client: context.facts.limitKey) { throw site.tooMany(wait) }
            throw Refusal.notFound
        case .expired: return site.answer(ExpiredPage(frame: try frame(), action: path("renewals")), status: .gone)
        case .revoked: throw Refusal(.revoked())
        }
    }

    /// Why the link does not open, if it does not; for answers that say nothing else about it.
    func refusal() async throws -> LinkRefusal? {
        guard case .refused(let refusal) = try await site.installation.showCodePage(token, by: context.visitor) else {
            return nil
        }
        return refusal
    }

    /// Throws 429 when this client sends forms too often, to whatever links (RL-04).
    func countForm() throws {
        if let wait = site.limits.waitToSend(client: context.facts.limitKey) {
            throw site.tooMany(wait, wayOn: Problem.WayOn(label: "Back", path: path()))
        }
    }

    /// Throws 429 when this client comes too often, to any links or to this genuine one (RL-04).
    func countLanding(genuine: Bool) throws {
        let client = context.facts.limitKey
        let wait =
            genuine ? site.limits.waitToLand(link: token, client: client) : site.limits.waitToLand(client: client)
        if let wait { throw site.tooMany(wait) }
    }
}

extension Site {
    func tooMany(_ wait: Duration, wayOn: Problem.WayOn? = nil) -> Refusal {
        let now = installation.now()
        return .tooMany(until: now + wait, now: now, wayOn: wayOn)
    }
}
