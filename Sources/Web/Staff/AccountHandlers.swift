import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/account`: one's own password and sessions.
struct AccountHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, FormReading())
    }

    func changePassword(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["current", "password"])
        var reading = FormReading()
        do {
            let changed = try await site.installation.changePassword(
                from: form.text("current"), to: form.text("password"), by: context.viewer,
                from: context.facts.signInPlace)
            switch changed {
            case .changed: return .seeOther(Told.password.at("/account"))
            case .tooManyTries(let until):
                throw Refusal.tooMany(until: until, now: site.installation.now()) { .passwordPaused(until: $0) }
            case .wrongCurrent: reading.add(Malformed("current", "This is not your current password."))
            }
        } catch let malformed as Malformed {
            reading.add(malformed)
        }
        return try await page(context, reading)
    }

    func endSession(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        try await site.installation.endSession(context.facts.id("session"), of: context.viewer)
        return .seeOther(Told.sessionEnded.at("/account"))
    }

    private func page(_ context: StaffContext, _ reading: FormReading) async throws -> Response {
        guard let account = try await site.installation.showOwnAccount(to: context.viewer) else {
            throw Refusal.notFound
        }
        let sessions = account.sessions.map { session in
            SessionRow(session, isThis: session.id == context.viewer.session, under: "/account/sessions")
        }
        let flash = reading.isGood ? Told.flash(context.facts) : nil
        let page = AccountPage(
            frame: try site.workingFrame(context, at: nil, flash: flash, errors: reading.summary),
            name: account.person.name, email: account.person.primaryAddress?.spelling ?? "",
            awaited: try await site.installation.showAwaitedAddress(to: context.viewer)?.awaited.address.spelling,
            role: account.role.rawValue, hasFactor: account.hasFactor, action: "/account/password",
            current: reading.field("current"),
            password: reading.field("password"), sessions: sessions,
            tokens: account.tokens.map(TokenRow.init))
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}
