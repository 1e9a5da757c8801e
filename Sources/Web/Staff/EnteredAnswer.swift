import Actions
import Domain
import HTTPTypes
import Hummingbird

/// What a browser is answered whose sign-in has just succeeded: the new cookie, and the way to where its owner was going.
struct EnteredAnswer: Sendable {
    let site: Site
    let context: SignInContext
    let kept: KeptForm
    let session: BrowserSecret

    /// To where one came from; with what a form that was cut off had said, to a page that sends it again. Recovery codes that were
    /// just made are shown first.
    func response(recoveryCodes: [String] = []) async throws -> Response {
        if let former = context.session { try await site.installation.signOut(former) }
        var response = try recoveryCodes.isEmpty ? goOn() : page(recoveryCodes)
        site.cookies.set(.staff, to: session, in: &response)
        if context.pending != nil { site.cookies.clear(.pending, in: &response) }
        return response
    }

    private func goOn() throws -> Response {
        guard !kept.fields.isEmpty else { return .seeOther(kept.next.text) }
        return site.answer(
            SendAgainPage(
                frame: try frame(), action: kept.next.text, hidden: kept.again, cancel: "/", isProof: false,
                password: nil))
    }

    private func page(_ recoveryCodes: [String]) throws -> Response {
        site.answer(
            RecoveryCodesPage(frame: try frame(), codes: recoveryCodes, goOn: kept.next.text, hidden: kept.again))
    }

    private func frame() throws -> WorkingFrame {
        site.workingFrame(formToken: try context.facts.form.signedIn(session).token(site: site))
    }
}
