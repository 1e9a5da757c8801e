import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// `/mail-templates/{template}`: the organisation's words of a mail.
struct MailTemplateHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        return try page(context, shown, MailWordingEntry(shown.wording), FormReading(), preview: shown.wording)
    }

    /// The HTML part by itself: it runs nothing, loads nothing and belongs to no origin, but its own styles show.
    func html(_ request: Request, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        let mail = try site.installation.previewMail(shown.template, wording: shown.wording)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/html; charset=utf-8",
                .contentSecurityPolicy: "sandbox; default-src 'none'; style-src 'unsafe-inline'",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: mail.html)))
    }

    /// Shows what was typed; saves nothing.
    func preview(_ form: Form, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        let entry = try MailWordingEntry(reading: form)
        var reading = FormReading()
        let wording = entry.wording(shown.template, &reading)
        return try page(context, shown, entry, reading, preview: wording ?? shown.wording)
    }

    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let shown = try await shown(context)
        let entry = try MailWordingEntry(reading: form)
        guard let version = context.facts.query("version").flatMap(Int64.init) else { throw Refusal.status(422) }
        var reading = FormReading()
        guard let wording = entry.wording(shown.template, &reading) else {
            return try page(context, shown, entry, reading, preview: shown.wording)
        }
        switch try await site.installation.changeMailWording(
            of: shown.template, to: wording, version: version, by: context.viewer)
        {
        case .kept: return .seeOther(Told.saved.at(shown.template.path))
        case .notAllowed: throw Refusal.status(403)
        case .namesCase(let reference, let field):
            reading.add(Malformed(field, "\(reference) is the reference of a case, and a notice tells nothing of one."))
            return try page(context, shown, entry, reading, preview: shown.wording)
        case .changedMeanwhile:
            reading.add(
                Malformed("opening", "Somebody changed this meanwhile. Save again to keep yours."))
            return try await page(
                context, self.shown(context), entry, reading, preview: wording, status: .conflict)
        }
    }

    func ship(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let shown = try await shown(context)
        switch try await site.installation.changeMailWording(
            of: shown.template, to: .shipped, version: shown.version, by: context.viewer)
        {
        case .kept: return .seeOther(Told.backAsShipped.at(shown.template.path))
        case .notAllowed, .namesCase: throw Refusal.status(403)
        case .changedMeanwhile: return .seeOther(Told.changedMeanwhile.at(shown.template.path))
        }
    }

    func test(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let shown = try await shown(context)
        switch try await site.installation.mailTest(of: shown.template, by: context.viewer) {
        case .mailed: return .seeOther(Told.testMailed.at(shown.template.path))
        case .notAllowed: throw Refusal.status(403)
        }
    }

    private func shown(_ context: StaffContext) async throws -> ShownMailTemplate {
        guard let template = MailTemplate(rawValue: try context.facts.parameter("template")) else {
            throw Refusal.notFound
        }
        guard let shown = try await site.installation.showMailTemplate(template, to: context.viewer) else {
            throw Refusal.status(403)
        }
        return shown
    }

    private func page(
        _ context: StaffContext, _ shown: ShownMailTemplate, _ entry: MailWordingEntry, _ reading: FormReading,
        preview: MailWording, status: HTTPResponse.Status = .unprocessableContent
    ) throws -> Response {
        let frame = try site.workingFrame(
            context, at: nil, flash: reading.isGood ? Told.flash(context.facts) : nil, errors: reading.summary)
        let mail = try site.installation.previewMail(shown.template, wording: preview)
        return site.answer(
            MailTemplatePage(shown, entry, reading, mail, isSaved: preview == shown.wording, frame: frame),
            status: reading.isGood ? .ok : status)
    }
}
