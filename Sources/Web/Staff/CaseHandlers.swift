import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/cases`: the list, opening, changing and closing one, and its updates.
struct CaseHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: StaffContext) async throws -> Response {
        let facts = context.facts
        let filter = Self.filter(facts)
        let list = try await site.installation.listCases(filter, to: context.viewer)
        let states: [(String, String)] = [("all", "All"), ("open", "Open"), ("closed", "Closed")]
        let chosen = filter.status?.rawValue ?? "all"
        let query = ListQuery([("text", filter.text), ("state", chosen == "all" ? "" : chosen)])
        return site.answer(
            CasesPage(
                frame: try site.workingFrame(context, at: .cases, flash: Told.flash(facts)),
                text: Field("text", value: filter.text),
                state: ChoiceField("state", choices: states.map { Choice($0.0, $0.1, isChosen: $0.0 == chosen) }),
                isFiltered: !query.isEmpty, new: context.viewer.rights.mayOpenCases ? "/cases/new" : nil,
                importing: context.viewer.rights.mayImport(.cases) ? "/imports/new?kind=cases" : nil,
                export: query.path("/cases.csv"), cases: list.cases.map(CaseRow.init),
                next: list.next.map { query.path("/cases", after: $0.text) }))
    }

    /// The cases of the filter, on all pages, as a file.
    func export(_ request: Request, _ context: StaffContext) async throws -> Response {
        let table = try await site.installation.exportCases(Self.filter(context.facts), for: context.viewer)
        return CSVAnswer(table, name: "cases").response
    }

    private static func filter(_ facts: RequestFacts) -> CaseFilter {
        var filter = CaseFilter()
        filter.text = facts.query("text") ?? ""
        filter.status = facts.query("state").flatMap(CaseStatus.init)
        filter.after = facts.query("after").flatMap { try? ID(reading: $0) }
        return filter
    }

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard context.viewer.rights.mayOpenCases else { throw Refusal.status(403) }
        return try form(context, .new, FormReading(), reference: "", title: "")
    }

    func open(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await keep(form, context, .new) { details in
            try await site.installation.openCase(details, by: context.viewer)
        }
    }

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard let shown = try await site.installation.showCase(context.facts.id("case"), to: context.viewer) else {
            throw Refusal.notFound
        }
        let frame = try site.workingFrame(context, at: .cases, flash: Told.flash(context.facts))
        return site.answer(CasePage(shown, for: context.viewer, frame: frame))
    }

    func edit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        guard let shown = try await site.installation.showCase(id, to: context.viewer) else { throw Refusal.notFound }
        guard context.viewer.rights.mayChange else { throw Refusal.status(403) }
        guard shown.caseFile.status == .open else { return .seeOther(Told.noChange.at("/cases/\(id)")) }
        return try form(
            context, .existing(id), FormReading(), reference: shown.caseFile.reference, title: shown.caseFile.title)
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
        case .unknown, .referenceTaken, .closed: throw Refusal.notFound
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
        try form.only(["reference", "title"])
        let (reference, title) = (form.text("reference"), form.text("title"))
        var reading = FormReading()
        _ = reading.read { () throws(Malformed) in try Typed.line(title, field: "title") }
        let details = reading.read { () throws(Malformed) in try CaseDetails(reference: reference, title: title) }
        if let details, reading.isGood {
            switch try await action(details) {
            case .kept(let id): return .seeOther(Told.saved.at("/cases/\(id)"))
            case .unknown: throw Refusal.notFound
            case .notAllowed: throw Refusal.status(403)
            case .closed: throw Refusal.status(409)
            case .referenceTaken:
                reading.add(Malformed("reference", "Another case has this reference. Each case needs its own."))
            }
        }
        return try self.form(context, subject, reading, reference: reference, title: title)
    }

    private func form(
        _ context: StaffContext, _ subject: Subject, _ reading: FormReading, reference: String, title: String
    ) throws -> Response {
        var (isNew, path) = (true, "/cases")
        if case .existing(let id) = subject { (isNew, path) = (false, "/cases/\(id)") }
        let page = CaseFormPage(
            frame: try site.workingFrame(context, at: .cases, errors: reading.summary), isNew: isNew, action: path,
            reference: reading.field("reference", reference), title: reading.field("title", title), cancel: path)
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}
