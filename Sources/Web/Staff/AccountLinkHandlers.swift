import Actions
import Domain
import HTTPTypes
import Hummingbird

/// What mailed links to accounts lead to: an invitation, another password, the end of a lock. Opening one uses nothing up; a
/// pressed button does.
struct AccountLinkHandlers: Sendable {
    let site: Site

    func invitation(_ request: Request, _ context: SignInContext) async throws -> Response {
        let shown = try await live(.invitation, context)
        return try invitationPage(context, shown, FormReading(), name: shown.person.name)
    }

    func accept(_ form: Form, _ context: SignInContext) async throws -> Response {
        try form.only(["name", "password"])
        let shown = try await live(.invitation, context)
        try wait(context)
        var reading = FormReading()
        do {
            let accepted = try await site.installation.acceptInvitation(
                context.facts.parameter("secret"), name: form.text("name"), password: form.text("password"))
            switch accepted {
            case .accepted(let person):
                Audit(context.facts, site: site).account(person, "invitation accepted")
                return .seeOther(Told.accepted.at("/sign-in"))
            case .over(let state): throw Refusal(.accountLink(.invitation, state))
            case .unknown: throw Refusal.notFound
            }
        } catch let malformed as Malformed {
            reading.add(malformed)
        }
        return try invitationPage(context, shown, reading, name: form.text("name"))
    }

    func reset(_ request: Request, _ context: SignInContext) async throws -> Response {
        try resetPage(context, await live(.passwordReset, context), FormReading())
    }

    func change(_ form: Form, _ context: SignInContext) async throws -> Response {
        try form.only(["password"])
        let shown = try await live(.passwordReset, context)
        try wait(context)
        var reading = FormReading()
        do {
            let changed = try await site.installation.resetPassword(
                context.facts.parameter("secret"), to: form.text("password"), from: context.facts.signInPlace)
            switch changed {
            case .changed(let person):
                Audit(context.facts, site: site).account(person, "password reset")
                return .seeOther(Told.passwordReset.at("/sign-in"))
            case .over(let state): throw Refusal(.accountLink(.passwordReset, state))
            case .unknown: throw Refusal.notFound
            }
        } catch let malformed as Malformed {
            reading.add(malformed)
        }
        return try resetPage(context, shown, reading)
    }

    func lock(_ request: Request, _ context: SignInContext) async throws -> Response {
        _ = try await live(.unlocking, context)
        let page = UnlockingPage(
            frame: try site.workingFrame(context), action: try path(.unlocking, context), reset: "/password-resets/new")
        return site.answer(page)
    }

    func unlock(_ form: Form, _ context: SignInContext) async throws -> Response {
        try form.only([])
        switch try await site.installation.endLock(context.facts.parameter("secret")) {
        case .ended(let person):
            Audit(context.facts, site: site).account(person, "lock ended")
            return .seeOther(Told.unlocked.at("/sign-in"))
        case .over(let state): throw Refusal(.accountLink(.unlocking, state))
        case .unknown: throw Refusal.notFound
        }
    }

    private func live(_ purpose: AccountLinkPurpose, _ context: SignInContext) async throws -> ShownAccountLink {
        let secret = try context.facts.parameter("secret")
        guard let shown = try await site.installation.showAccountLink(secret, purpose) else { throw Refusal.notFound }
        guard shown.state == .live else { throw Refusal(.accountLink(purpose, shown.state)) }
        return shown
    }

    /// Each password costs the hasher's time, whoever brings it.
    private func wait(_ context: SignInContext) throws {
        guard let wait = site.limits.waitToSignIn(client: context.facts.limitKey) else { return }
        throw site.tooMany(wait, wayOn: Problem.WayOn(label: "Back to sign-in", path: "/sign-in"))
    }

    private func path(_ purpose: AccountLinkPurpose, _ context: SignInContext) throws -> String {
        "/\(purpose.folder)/\(PercentCoding.encode(try context.facts.parameter("secret")))"
    }

    private func invitationPage(
        _ context: SignInContext, _ shown: ShownAccountLink, _ reading: FormReading, name: String
    ) throws -> Response {
        let page = InvitationPage(
            frame: try site.workingFrame(context, errors: reading.summary),
            organisation: site.organisation.name, action: try path(.invitation, context),
            email: shown.person.primaryAddress?.spelling ?? "", until: When(shown.until),
            name: reading.field("name", name), password: reading.field("password"))
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }

    private func resetPage(
        _ context: SignInContext, _ shown: ShownAccountLink, _ reading: FormReading
    ) throws -> Response {
        let page = PasswordResetPage(
            frame: try site.workingFrame(context, errors: reading.summary), action: try path(.passwordReset, context),
            email: shown.person.primaryAddress?.spelling ?? "", password: reading.field("password"))
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}
