import Actions
import HTTPTypes
import Hummingbird
import NIOCore

extension Site {
    /// A page as an answer.
    func answer(_ page: some Page, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        answer(rendered: ByteBuffer(string: pages.render(page)), status: status, headers: headers)
    }

    func answer(rendered page: ByteBuffer, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: page))
    }

    /// What stands around a recipient's page.
    func readingFrame(
        _ facts: RequestFacts, flash: Flash? = nil, errors: ErrorSummary? = nil, hasGrant: Bool = false
    ) throws -> ReadingFrame {
        readingFrame(formToken: try facts.form.token(site: self), flash: flash, errors: errors, hasGrant: hasGrant)
    }

    func readingFrame(
        formToken: String = "", flash: Flash? = nil, errors: ErrorSummary? = nil, hasGrant: Bool = false
    ) -> ReadingFrame {
        ReadingFrame(organisation, formToken: formToken, flash: flash, errors: errors, hasGrant: hasGrant)
    }

    /// What stands around a page for staff; `place` is where in the navigation it belongs.
    func workingFrame(
        _ context: StaffContext, at place: NavItem.Place?, flash: Flash? = nil, errors: ErrorSummary? = nil
    ) throws -> WorkingFrame {
        WorkingFrame(
            organisation: organisation.name, theme: nil, formToken: try context.facts.form.token(site: self),
            signedIn: signedIn(context, at: place),
            flash: flash, errors: errors)
    }

    /// The same with forms of a session whose cookie has just changed.
    func workingFrame(_ context: StaffContext, at place: NavItem.Place?, formToken: String) -> WorkingFrame {
        WorkingFrame(
            organisation: organisation.name, theme: nil, formToken: formToken,
            signedIn: signedIn(context, at: place),
            flash: nil, errors: nil)
    }

    private func signedIn(_ context: StaffContext, at place: NavItem.Place?) -> SignedIn {
        SignedIn(
            name: context.viewer.name, at: place, unread: context.viewer.unread, development: settings.isDevelopment)
    }

    /// What stands around a page before signing in.
    func workingFrame(
        _ context: SignInContext, flash: Flash? = nil, errors: ErrorSummary? = nil
    ) throws -> WorkingFrame {
        workingFrame(formToken: try context.facts.form.token(site: self), flash: flash, errors: errors)
    }

    func workingFrame(formToken: String, flash: Flash? = nil, errors: ErrorSummary? = nil) -> WorkingFrame {
        WorkingFrame(
            organisation: organisation.name, theme: nil, formToken: formToken, signedIn: nil, flash: flash,
            errors: errors)
    }
}

extension Response {
    /// To a path of ours, fetched by GET. The path alone is sent, so no host from a request can get into it (LT-10).
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

extension ReadingFrame {
    init(
        _ organisation: Organisation, formToken: String = "", flash: Flash? = nil, errors: ErrorSummary? = nil,
        hasGrant: Bool = false
    ) {
        self.init(
            organisation: organisation.name, discreetName: organisation.discreetName, contact: organisation.contact,
            theme: nil, formToken: formToken, flash: flash, errors: errors, hasGrant: hasGrant)
    }
}
