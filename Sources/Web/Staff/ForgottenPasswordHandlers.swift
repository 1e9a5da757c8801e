import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/password-resets/new`: asks for a mailed link. The answer is the same for every address.
struct ForgottenPasswordHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: SignInContext) async throws -> Response {
        try page(context, FormReading(), "")
    }

    func ask(_ form: Form, _ context: SignInContext) async throws -> Response {
        try form.only(["email"])
        var reading = FormReading()
        let address = reading.read { () throws(Malformed) in try Typed.address(form.text("email")) }
        guard let address else { return try page(context, reading, form.text("email")) }
        if let wait = site.limits.waitToSignIn(client: context.facts.limitKey) {
            throw site.tooMany(wait, wayOn: Problem.WayOn(label: "Back to sign-in", path: "/sign-in"))
        }
        try await site.installation.askForReset(of: address)
        return .seeOther("/password-resets/sent")
    }

    func sent(_ request: Request, _ context: SignInContext) async throws -> Response {
        site.answer(ResetMailedPage(frame: try site.workingFrame(context), contact: site.organisation.contact))
    }

    private func page(_ context: SignInContext, _ reading: FormReading, _ email: String) throws -> Response {
        let page = ForgottenPasswordPage(
            frame: try site.workingFrame(context, errors: reading.summary), action: "/password-resets",
            email: reading.field("email", email))
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}
