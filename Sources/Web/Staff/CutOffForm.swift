import Actions
import Domain
import HTTPTypes
import Hummingbird

/// What becomes of a form whose sign-in had ended when it was sent: the sign-in page, with everything typed kept in it.
///
/// Only for a form that a page of ours made for this browser and that sign-in; everything else has to sign in empty-handed.
struct CutOffForm: Sendable {
    let site: Site

    /// Of a request whose content was not read yet. Nil where there is nothing to keep.
    func answer(_ request: Request) async throws -> Response? {
        guard request.method == .post, request.headers.essence == "application/x-www-form-urlencoded",
            site.cookies.secret(.form, in: request) != nil, site.cookies.secret(.staff, in: request) != nil
        else { return nil }
        try OriginCheck(site).check(request.head)
        return try answer(await Form(reading: request, limit: UpdateEntry.formLimit), request)
    }

    /// Of a form that is here. Nil where there is nothing to keep.
    func answer(_ form: Form, _ request: Request) throws -> Response? {
        guard let browser = site.cookies.secret(.form, in: request),
            let session = site.cookies.secret(.staff, in: request)
        else { return nil }
        let key = FormKey(known: browser, area: .staff, session: session)
        guard (try? key.check(form.token, site: site)) != nil else { return nil }
        let kept = KeptForm(cutOff: form, at: ReturnPath(reading: request.uri.string))
        let entrance = FormKey(known: browser, area: .signIn, session: nil)
        let flash = Flash("Your session had ended. Sign in: what you typed is kept.", tone: .info)
        let page = SignInPage(
            frame: site.workingFrame(formToken: try entrance.token(site: site), flash: flash),
            provider: site.providerButton,
            way: site.installation.takesPasswords
                ? SignInPage.PasswordWay(action: "/sign-in", email: Field("email"), password: Field("password")) : nil,
            hidden: kept.hidden)
        return site.answer(page, status: .unprocessableContent)
    }
}
