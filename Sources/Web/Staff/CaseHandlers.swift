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
        guard context.viewer.rights.mayChangeCases else { throw Refusal.status(403) }
        guard shown.caseFile.status == .open else { return .seeOther(Told.noChange.at("/cases/\(id)")) }
        return try await form(
            context, .existing(id, shown.version), FormReading(), CaseEntry(shown), keeping: shown.caseFile.type)
    }

    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        // Whoever may not see the case is not told by a form what is wrong with theirs.
        guard try await site.installation.findCase(id, for: context.viewer) != nil else { throw Refusal.notFound }
        guard let version = context.facts.query("version").map(CaseVersion.init) else { throw Refusal.status(422) }
        return try await keep(form, context, .existing(id, version)) { details in
            try await site.installation.changeCase(id, to: details, seen: version, by: context.viewer)
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
        case .unknown, .referenceTaken, .noSuchType, .closed, .changedMeanwhile: throw Refusal.notFound
        }
    }

    /// A case that is being opened, or one that is there, as it was seen.
    private enum Subject {
        case new
        case existing(ID<CaseFile>, CaseVersion)
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
            case .changedMeanwhile: return try await newer(context, entry)
            case .noSuchType: reading.add(Malformed("type", "This type is offered no more. Choose another."))
            case .referenceTaken:
                reading.add(Malformed("reference", "Another case has this reference. Each case needs its own."))
            }
        }
        return try await self.form(context, subject, reading, entry)
    }

    /// What somebody else saved meanwhile beside what was typed; saved again it stands.
    private func newer(_ context: StaffContext, _ entry: CaseEntry) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        guard let shown = try await site.installation.findLabelledCase(id, for: context.viewer) else {
            throw Refusal.notFound
        }
        var reading = FormReading()
        for problem in entry.differences(from: shown) { reading.add(problem) }
        return try await form(
            context, .existing(id, shown.version), reading, entry, keeping: shown.caseFile.type, status: .conflict)
    }

    private func form(
        _ context: StaffContext, _ subject: Subject, _ reading: FormReading, _ entry: CaseEntry,
        keeping current: ID<CaseType>? = nil, status: HTTPResponse.Status = .unprocessableContent
    ) async throws -> Response {
        var (isNew, path, current) = (true, "/cases", current)
        var action = path
        if case .existing(let id, let version) = subject {
            (isNew, path) = (false, "/cases/\(id)")
            action = "\(path)?version=\(PercentCoding.encode(version.text))"
            guard let found = try await site.installation.findCase(id, for: context.viewer) else {
                throw Refusal.notFound
            }
            current = current ?? found.type
        }
        let types = try await site.installation.caseTypeChoices(keeping: current)
        let page = CaseFormPage(
            frame: try site.workingFrame(context, at: .cases, errors: reading.summary), isNew: isNew, action: action,
            reference: reading.field("reference", entry.reference), title: reading.field("title", entry.title),
            type: reading.choice("type", Self.choices(types, chosen: entry.type)),
            tags: reading.field("tags", entry.tags), verification: entry.asksForCode,
            verificationError: reading.error("verification"), cancel: path)
        return site.answer(page, status: reading.isGood ? .ok : status)
    }

    private static func choices(_ types: [CaseType], chosen: String) -> [Choice] {
        [Choice("", "None")] + types.map { Choice($0.id.text, $0.name, isChosen: $0.id.text == chosen) }
    }
}
