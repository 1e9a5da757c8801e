import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/mail-policy`: what mails of case updates may hold.
struct MailPolicyHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, nil, FormReading())
    }

    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["policy", "confirmed"])
        guard context.viewer.rights.mayKeepMail else { throw Refusal.status(403) }
        guard let policy = MailPolicy(rawValue: form.text("policy")),
            let version = context.facts.query("version").flatMap(Int64.init)
        else { throw Refusal.status(422) }
        var reading = FormReading()
        guard policy == .secure || form.has("confirmed") else {
            reading.add(Malformed("confirmed", "Say that case data may leave in e-mails, or choose notices only."))
            return try await page(context, policy, reading)
        }
        switch try await site.installation.changeMailPolicy(to: policy, version: version, by: context.viewer) {
        case .kept: return .seeOther(Told.saved.at("/mail-policy"))
        case .notAllowed: throw Refusal.status(403)
        case .changedMeanwhile:
            reading.add(
                Malformed("policy", "Somebody changed this meanwhile. Save again to keep yours."))
            return try await page(context, policy, reading, status: .conflict)
        }
    }

    private func page(
        _ context: StaffContext, _ chosen: MailPolicy?, _ reading: FormReading,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        let shown = try await site.installation.showMailPolicy(to: context.viewer)
        let frame = try site.workingFrame(
            context, at: nil, flash: reading.isGood ? Told.flash(context.facts) : nil, errors: reading.summary)
        return site.answer(
            MailPolicyPage(shown, chosen: chosen, reading, for: context.viewer, frame: frame),
            status: reading.isGood ? .ok : status)
    }
}
