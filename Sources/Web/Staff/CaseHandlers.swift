import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/cases`: opening, changing and closing one, and its updates. `CaseListHandlers` has the list.
struct CaseHandlers: Sendable {
    let site: Site

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard context.viewer.rights.mayOpenCases else { throw Refusal.status(403) }
        return try await form(context, .new, FormReading(), CaseEntry())
    }

    func open(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await keep(form, context, .new) { details in
            try await site.installation.openCase(details, by: context.viewer)
        }
    }

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let after: ID<CaseUpdate>? = context.facts.query("after").flatMap { try? ID(reading: $0) }
        guard
            let shown = try await site.installation.showCase(
                context.facts.id("case"), after: after, to: context.viewer)
        else { throw Refusal.notFound }
        let frame = try site.workingFrame(context, at: .cases, flash: Told.flash(context.facts))
        return site.answer(CasePage(shown, for: context.viewer, frame: frame))
    }

    func edit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        guard let shown = try await site.installation.findLabelledCase(id, for: context.viewer) else {
            throw Refusal.notFound
        }
        guard context.viewer.rights.mayChange else { throw Refusal.status(403) }
        guard shown.caseFile.status == .open else { return .seeOther(Told.noChange.at("/cases/\(id)")) }
        return try await form(
            context, .existing(id), FormReading(), CaseEntry(shown.caseFile, shown.labels),
            keeping: shown.caseFile.type)
    }

    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        return try await keep(form, context, .existing(id)) { details in
            try await site.installation.changeCase(id, to: details, by: context.viewer)
        }
    }

    func close(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await setStatus(.closed, .closed, form, context)
    }

    func reopen(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await setStatus(.open, .reopened, form, context)
    }

    private func setStatus(
        _ status: CaseStatus, _ told: Told, _ form: Form, _ context: StaffContext
    ) async throws -> Response {
        try form.only([])
        let id: ID<CaseFile> = try context.facts.id("case")
        switch try await site.installation.setStatus(status, of: id, by: context.viewer) {
        case .kept: return .seeOther(told.at("/cases/\(id)"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown, .referenceTaken, .noSuchType, .closed: throw Refusal.notFound
        }
    }

    /// A case that is being opened, or one that is there.
    private enum Subject {
        case new
        case existing(ID<CaseFile>)
    }

    private func keep(
        _ form: Form, _ context: StaffContext, _ subject: Subject,
        _ action: (CaseDetails) async throws -> KeptCase
    ) async throws -> Response {
        let entry = try CaseEntry(reading: form)
        var reading = FormReading()
        if let details = entry.details(&reading) {
            switch try await action(details) {
            case .kept(let id): return .seeOther(Told.saved.at("/cases/\(id)"))
            case .unknown: throw Refusal.notFound
            case .notAllowed: throw Refusal.status(403)
            case .closed: throw Refusal.status(409)
            case .noSuchType: reading.add(Malformed("type", "This type is offered no more. Choose another."))
            case .referenceTaken:
                reading.add(Malformed("reference", "Another case has this reference. Each case needs its own."))
            }
        }
        return try await self.form(context, subject, reading, entry)
    }

    private func form(
        _ context: StaffContext, _ subject: Subject, _ reading: FormReading, _ entry: CaseEntry,
        keeping current: ID<CaseType>? = nil
    ) async throws -> Response {
        var (isNew, path, current) = (true, "/cases", current)
        if case .existing(let id) = subject {
            (isNew, path) = (false, "/cases/\(id)")
            // Whoever may not see the case is not told by a form what is wrong with theirs.
            guard let found = try await site.installation.findCase(id, for: context.viewer) else {
                throw Refusal.notFound
            }
            current = current ?? found.type
        }
        let types = try await site.installation.caseTypeChoices(keeping: current)
        let page = CaseFormPage(
            frame: try site.workingFrame(context, at: .cases, errors: reading.summary), isNew: isNew, action: path,
            reference: reading.field("reference", entry.reference), title: reading.field("title", entry.title),
            type: reading.choice("type", Self.choices(types, chosen: entry.type)),
            tags: reading.field("tags", entry.tags), verification: entry.asksForCode, cancel: path)
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }

    private static func choices(_ types: [CaseType], chosen: String) -> [Choice] {
        [Choice("", "None")] + types.map { Choice($0.id.text, $0.name, isChosen: $0.id.text == chosen) }
    }
}
