import Actions
import Domain
import HTTPTypes
import Hummingbird

/// Writing updates: `/cases/{case}/updates/new` and `/updates/{update}/edit`.
struct UpdateFormHandlers: Sendable {
    let site: Site

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        let subject = try await newSubject(context)
        return try await page(context, subject, UpdateEntry(), FormReading())
    }

    func create(_ form: Form, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        let entry = try UpdateEntry(reading: form)
        var reading = FormReading()
        if let shown = try await unsaved(context, newSubject(context), entry) { return shown }
        guard let text = entry.text(&reading) else {
            return try await page(context, newSubject(context), entry, reading)
        }
        switch try await site.installation.writeUpdate(text, in: id, by: context.viewer) {
        case .written(let update, let version): return try await go(on: update, entry, version: version, context)
        case .closed: return .seeOther(Told.noChange.at("/cases/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .noSuchGroup:
            reading.add(UpdateEntry.noSuchGroup)
            return try await page(context, newSubject(context), entry, reading)
        case .unknown, .permanent, .changedMeanwhile: throw Refusal.notFound
        }
    }

    func edit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let found = try await found(context)
        guard found.shown.update.state != .validated, found.caseFile.status == .open else {
            return .seeOther(Told.noChange.at("/updates/\(found.shown.update.id)"))
        }
        return try await page(
            context, UpdateFormPage.Subject(found), UpdateEntry(found.shown.update), FormReading())
    }

    /// Saves the text, or shows what somebody else saved meanwhile beside it; nothing typed is lost.
    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let found = try await found(context)
        let id = found.shown.update.id
        let format = found.shown.update.body.format
        let entry = try UpdateEntry(reading: form)
        guard let version = context.facts.query("version").flatMap(Int64.init) else { throw Refusal.status(422) }
        var subject = UpdateFormPage.Subject(found, version: version)
        if let shown = try await unsaved(context, subject, entry) { return shown }
        var reading = FormReading()
        guard let text = entry.text(&reading, format: format) else {
            return try await page(context, subject, entry, reading)
        }
        switch try await site.installation.changeUpdate(id, to: text, version: version, by: context.viewer) {
        case .written(_, let version): return try await go(on: id, entry, version: version, context)
        case .changedMeanwhile(let newer):
            reading.add(
                Malformed(
                    "body",
                    "Somebody saved another text meanwhile. Keep yours, take theirs, or bring the two together."))
            subject = UpdateFormPage.Subject(found, version: newer.version)
            subject.newer = UpdateFormPage.Newer(newer)
            return try await page(context, subject, entry, reading, status: .conflict)
        case .permanent, .closed:
            reading.add(
                Malformed("body", "This update can no longer be changed. Copy your text, and write a new update."))
            return try await page(context, subject, entry, reading, status: .conflict)
        case .noSuchGroup:
            reading.add(UpdateEntry.noSuchGroup)
            return try await page(context, subject, entry, reading)
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    /// The form again, with each file that was not taken in and why; those that were stand in the list.
    func refuse(
        _ files: [RefusedFile], status: HTTPResponse.Status, _ context: StaffContext
    ) async throws -> Response {
        let found = try await found(context)
        guard found.shown.update.state != .validated, found.caseFile.status == .open else {
            return .seeOther(Told.noChange.at("/updates/\(found.shown.update.id)"))
        }
        var subject = UpdateFormPage.Subject(found)
        subject.refused = files
        return try await page(context, subject, UpdateEntry(found.shown.update), FormReading(), status: status)
    }

    /// To where the pressed button leads; an autosave is nothing to tell of.
    private func go(
        on id: ID<CaseUpdate>, _ entry: UpdateEntry, version: Int64, _ context: StaffContext
    ) async throws -> Response {
        let path = "/updates/\(id)/edit"
        switch entry.then {
        case "validate" where !entry.isResolved, "submit" where !entry.isResolved:
            return try await unresolved(id, entry, version, context)
        case "validate": return try await UpdateHandlers(site: site).validate(id, version: version, context)
        case "submit": return try await UpdateHandlers(site: site).submit(id, version: version, context)
        case "autosave": return .seeOther(path)
        default: return .seeOther(Told.saved.at(path))
        }
    }

    /// What some buttons show, with everything as it was typed; nothing is saved. Nil for any other button.
    private func unsaved(
        _ context: StaffContext, _ subject: UpdateFormPage.Subject, _ entry: UpdateEntry
    ) async throws -> Response? {
        var (subject, entry, reading) = (subject, entry, FormReading())
        subject.isUnsaved = true
        switch entry.then {
        case "preview": subject.previewHTML = entry.preview(&reading, format: subject.format)
        case "presets": break
        default:
            guard !entry.preset.isEmpty else { return nil }
            guard let id = try? ID<Preset>(reading: entry.preset) else { throw Refusal.status(422) }
            switch try await site.installation.fillPreset(id, on: subject.caseFile.id, by: context.viewer) {
            case .unknown: throw Refusal.status(422)
            case .unresolved(let problem): reading.add(problem)
            case .text(let title, let body, let group):
                entry.begin(title: title, body: body)
                entry.group = group.text
            }
        }
        return try await page(context, subject, entry, reading)
    }

    /// What was typed is saved, and goes no further.
    private func unresolved(
        _ id: ID<CaseUpdate>, _ entry: UpdateEntry, _ version: Int64, _ context: StaffContext
    ) async throws -> Response {
        guard let found = try await site.installation.showUpdate(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        var reading = FormReading()
        entry.unresolved(&reading)
        return try await page(context, UpdateFormPage.Subject(found, version: version), entry, reading)
    }

    private func found(_ context: StaffContext) async throws -> UpdateInCase {
        guard let found = try await site.installation.showUpdate(context.facts.id("update"), to: context.viewer) else {
            throw Refusal.notFound
        }
        guard context.viewer.rights.mayWriteUpdates else { throw Refusal.status(403) }
        return found
    }

    /// An update that is not there yet, of a case that the viewer may change.
    private func newSubject(_ context: StaffContext) async throws -> UpdateFormPage.Subject {
        let id: ID<CaseFile> = try context.facts.id("case")
        guard let caseFile = try await site.installation.findCase(id, for: context.viewer) else {
            throw Refusal.notFound
        }
        guard context.viewer.rights.mayWriteUpdates else { throw Refusal.status(403) }
        return UpdateFormPage.Subject(newIn: caseFile)
    }

    private func page(
        _ context: StaffContext, _ subject: UpdateFormPage.Subject, _ entry: UpdateEntry, _ reading: FormReading,
        status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        if subject.shown == nil, subject.caseFile.status != .open {
            return .seeOther(Told.noChange.at("/cases/\(subject.caseFile.id)"))
        }
        var subject = subject
        subject.isUnsaved = subject.isUnsaved || !reading.isGood
        subject.groups = try await site.installation.accessGroupChoices(
            keeping: subject.shown?.update.accessGroup, for: context.viewer)
        if subject.format == .markdown {
            let presets = try await site.installation.listPresets(to: context.viewer).map(\.preset).filter {
                $0.archivedAt == nil
            }
            let chosen = entry.group.isEmpty ? AccessGroup.standard.text : entry.group
            subject.presets = presets.filter { $0.accessGroup.text == chosen }
            subject.offersPresets = !presets.isEmpty
        }
        let flash = reading.isGood ? Told.flash(context.facts) : nil
        let refused = ErrorSummary(subject.refused.map { .init(field: "files-input", message: $0.words) })
        let frame = try site.workingFrame(context, at: .cases, flash: flash, errors: reading.summary ?? refused)
        let page = UpdateFormPage(
            subject, entry, reading, for: context.viewer, limits: site.installation.uploadLimits, frame: frame)
        return site.answer(page, status: frame.errors == nil ? .ok : status)
    }
}
