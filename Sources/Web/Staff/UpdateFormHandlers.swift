import Actions
import Domain
import HTTPTypes
import Hummingbird

/// Writing updates: `/cases/{case}/updates/new` and `/updates/{update}/edit`.
struct UpdateFormHandlers: Sendable {
    let site: Site

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, newIn: context.facts.id("case"), UpdateEntry(), FormReading())
    }

    func create(_ form: Form, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        let entry = try UpdateEntry(reading: form)
        var reading = FormReading()
        guard let text = entry.text(&reading) else {
            return try await page(context, newIn: id, entry, reading)
        }
        switch try await site.installation.writeUpdate(text, in: id, by: context.viewer) {
        case .written(let update): return try await go(on: update, entry, version: 1, context)
        case .closed: return .seeOther(Told.noChange.at("/cases/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown, .permanent, .changedMeanwhile: throw Refusal.notFound
        }
    }

    func edit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let found = try await found(context)
        guard found.shown.update.state == .draft, found.caseFile.status == .open else {
            return .seeOther(Told.noChange.at("/updates/\(found.shown.update.id)"))
        }
        return try page(
            context, UpdateFormPage.Subject(found), UpdateEntry(found.shown.update), FormReading())
    }

    /// Saves the text, or shows what somebody else saved meanwhile beside it; nothing typed is lost.
    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let found = try await found(context)
        let id = found.shown.update.id
        let entry = try UpdateEntry(reading: form)
        guard let version = context.facts.query("version").flatMap(Int64.init) else { throw Refusal.status(422) }
        var reading = FormReading()
        guard let text = entry.text(&reading, format: found.shown.update.body.format) else {
            return try page(context, UpdateFormPage.Subject(found, version: version), entry, reading)
        }
        switch try await site.installation.changeUpdate(id, to: text, version: version, by: context.viewer) {
        case .written: return try await go(on: id, entry, version: version + 1, context)
        case .changedMeanwhile(let newer):
            reading.add(
                Malformed("body", "Somebody saved another text meanwhile. Bring the two together, then save again."))
            var subject = UpdateFormPage.Subject(found, version: newer.version)
            subject.newer = UpdateFormPage.Newer(newer)
            return try page(context, subject, entry, reading)
        case .permanent, .closed:
            reading.add(
                Malformed("body", "This update can no longer be changed. Copy your text, and write a new update."))
            return try page(context, UpdateFormPage.Subject(found, version: version), entry, reading)
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    private func go(
        on id: ID<CaseUpdate>, _ entry: UpdateEntry, version: Int64, _ context: StaffContext
    ) async throws -> Response {
        guard entry.then == "validate" else { return .seeOther(Told.saved.at("/updates/\(id)/edit")) }
        return try await UpdateHandlers(site: site).validate(id, version: version, context)
    }

    private func found(_ context: StaffContext) async throws -> UpdateInCase {
        guard let found = try await site.installation.showUpdate(context.facts.id("update"), to: context.viewer) else {
            throw Refusal.notFound
        }
        guard context.viewer.rights.mayChange else { throw Refusal.status(403) }
        return found
    }

    private func page(
        _ context: StaffContext, newIn id: ID<CaseFile>, _ entry: UpdateEntry, _ reading: FormReading
    ) async throws -> Response {
        guard let shown = try await site.installation.showCase(id, to: context.viewer) else { throw Refusal.notFound }
        guard context.viewer.rights.mayChange else { throw Refusal.status(403) }
        guard shown.caseFile.status == .open else { return .seeOther(Told.noChange.at("/cases/\(id)")) }
        return try page(context, UpdateFormPage.Subject(newIn: shown.caseFile), entry, reading)
    }

    private func page(
        _ context: StaffContext, _ subject: UpdateFormPage.Subject, _ entry: UpdateEntry, _ reading: FormReading
    ) throws -> Response {
        let flash = reading.isGood ? Told.flash(context.facts) : nil
        let frame = try site.workingFrame(context, at: .cases, flash: flash, errors: reading.summary)
        let page = UpdateFormPage(
            subject, entry, reading, for: context.viewer, limits: site.installation.uploadLimits, frame: frame)
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}
