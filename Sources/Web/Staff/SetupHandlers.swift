import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/setup`: the first administrator, once, with the token of the console (OP-04). There is no such page afterwards.
struct SetupHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: SignInContext) async throws -> Response {
        guard try await site.installation.awaitsFirstAdministrator() else { throw Refusal.notFound }
        return try page(context, FormReading(), nil)
    }

    func make(_ form: Form, _ context: SignInContext) async throws -> Response {
        guard try await site.installation.awaitsFirstAdministrator() else { throw Refusal.notFound }
        try form.only(["token", "name", "email", "password"])
        var reading = FormReading()
        if form.text("token").isEmpty { reading.add(Malformed("token", "Enter the token from the console.")) }
        let staff = reading.read { () throws(Malformed) in
            try NewStaff(
                name: form.text("name"), email: form.text("email"), role: .administrator,
                password: form.text("password"), organisation: site.organisation)
        }
        guard let staff, reading.isGood else { return try page(context, reading, form) }
        switch try await site.installation.makeFirstAdministrator(staff, token: form.text("token")) {
        case .closed: throw Refusal.notFound
        case .wrongToken:
            reading.add(
                Malformed("token", "This token is not valid any more. Restart the service to get a new one."))
            return try page(context, reading, form)
        case .made: return .seeOther(Told.ready.at("/sign-in"))
        }
    }

    private func page(_ context: SignInContext, _ reading: FormReading, _ form: Form?) throws -> Response {
        let page = FirstAdministratorPage(
            frame: try site.workingFrame(context, errors: reading.summary), action: "/setup",
            token: reading.field("token", form?.text("token") ?? ""),
            name: reading.field("name", form?.text("name") ?? ""),
            email: reading.field("email", form?.text("email") ?? ""), password: reading.field("password"))
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}
