import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/people/{person}/closure`: closing a colleague's account, and opening it again.
struct AccountClosingHandlers: Sendable {
    let site: Site

    func ask(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<Person> = try context.facts.id("person")
        guard context.viewer.rights.mayAdminister else { throw Refusal.status(403) }
        guard let shown = try await site.installation.showPerson(id, to: context.viewer), let account = shown.account
        else { throw Refusal.notFound }
        guard id != context.viewer.person else { throw Self.oneself(id) }
        guard account.disabledAt == nil else { return .seeOther(Told.noChange.at("/people/\(id)")) }
        let now = site.installation.now()
        let page = AccountClosingPage(
            frame: try site.workingFrame(context, at: .people), name: shown.person.name,
            sessions: Self.sessions(shown.sessions.count), tokens: Self.tokens(shown.tokens.count),
            isInvited: shown.invitation?.state(now: now) == .live, action: "/people/\(id)/closure",
            cancel: "/people/\(id)")
        return site.answer(page)
    }

    func close(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await close(form, true, .accountClosed, context)
    }

    func reopen(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await close(form, false, .accountReopened, context)
    }

    private func close(_ form: Form, _ isClosed: Bool, _ told: Told, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let id: ID<Person> = try context.facts.id("person")
        switch try await site.installation.closeAccount(of: id, isClosed, by: context.viewer) {
        case .done: return .seeOther(told.at("/people/\(id)"))
        case .nothingToDo: return .seeOther(Told.noChange.at("/people/\(id)"))
        case .oneself: throw Self.oneself(id)
        case .lastAdministrator:
            throw Self.refused(
                id, "Nobody else can administer", "Give somebody else the role of an administrator or owner first.")
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    private static func oneself(_ id: ID<Person>) -> Refusal {
        refused(id, "This is your own account", "Another administrator can close it for you.")
    }

    private static func refused(_ id: ID<Person>, _ heading: String, _ text: String) -> Refusal {
        Refusal(
            Problem(409, heading, text, wayOn: Problem.WayOn(label: "Back to the person", path: "/people/\(id)")))
    }

    private static func sessions(_ count: Int) -> String {
        switch count {
        case 0: "No session is open now."
        case 1: "1 session is open now, and ends."
        default: "\(count) sessions are open now, and end."
        }
    }

    /// A revoked token stays revoked.
    private static func tokens(_ count: Int) -> String {
        switch count {
        case 0: "No program acts for this person."
        case 1: "1 token is revoked: its program is refused, also after the account is opened again."
        default: "\(count) tokens are revoked: their programs are refused, also after the account is opened again."
        }
    }
}
