import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/imports`: contacts, cases and assignments from a CSV file, looked at first and imported when that is confirmed.
struct ImportHandlers: Sendable {
    let site: Site

    /// Of the whole form: the file and what is around it.
    static let formLimit = Int64(CSVTable.mostBytes) + 65_536

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        try form(context, try kind(context), FormReading())
    }

    func template(_ request: Request, _ context: StaffContext) async throws -> Response {
        let kind = try kind(context)
        return CSVAnswer(.template(kind), name: "\(kind.rawValue)-template").response
    }

    func bring(_ parts: Multipart, _ context: StaffContext) async throws -> Response {
        let kind = try kind(context)
        if let wait = site.limits.waitToUpload(person: context.viewer.person.text) {
            throw site.tooMany(wait).closing()
        }
        var reading = FormReading()
        while let part = try await parts.next() {
            guard part.name == "file", let name = part.fileName else {
                throw Refusal(.unexpected(field: part.name)).closing()
            }
            // The part of an input in which nothing was chosen.
            guard !name.isEmpty else { continue }
            var bytes: [UInt8] = []
            while let chunk = try await parts.chunk() { bytes += chunk }
            do {
                switch try await site.installation.bringImport(bytes, of: kind, by: context.viewer) {
                case .brought(let id): return .seeOther("/imports/\(id)")
                case .notAllowed: throw Refusal.status(403)
                }
            } catch let problem as Malformed {
                reading.add(problem)
                return try form(context, kind, reading)
            }
        }
        reading.add(Malformed("file", "Choose the file that is to be imported."))
        return try form(context, kind, reading)
    }

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, status: .ok)
    }

    /// Imports what was seen; where that would be something else by now, shows it.
    func confirm(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["seen", "notice"])
        let id: ID<ImportRecord> = try context.facts.id("import")
        let notifies = form.has("notice")
        switch try await site.installation.confirmImport(
            id, seen: form.text("seen"), notifying: notifies, by: context.viewer)
        {
        case .imported: return .seeOther("/imports/\(id)")
        case .changedMeanwhile:
            return try await page(
                context, status: .conflict, notifies: notifies,
                error: "Something changed since you saw this. Nothing was imported: look at it again, as it is now.")
        case .impossible, .over: return try await page(context, status: .unprocessableContent)
        case .notAllowed: throw Refusal.status(403)
        case .unknown: throw Refusal.notFound
        }
    }

    private func page(
        _ context: StaffContext, status: HTTPResponse.Status, notifies: Bool = false, error: String? = nil
    ) async throws -> Response {
        guard let shown = try await site.installation.showImport(context.facts.id("import"), to: context.viewer) else {
            throw Refusal.notFound
        }
        let frame = try site.workingFrame(
            context, at: shown.record.kind.place, flash: error.map { Flash($0, tone: .warn) })
        return site.answer(try ImportPage(shown, notifies: notifies, frame: frame), status: status)
    }

    private func form(_ context: StaffContext, _ kind: ImportKind, _ reading: FormReading) throws -> Response {
        guard context.viewer.rights.mayImport(kind) else { throw Refusal.status(403) }
        let page = ImportFormPage(
            frame: try site.workingFrame(context, at: kind.place, errors: reading.summary), what: kind.rawValue,
            action: "/imports?kind=\(kind.rawValue)", reach: kind.reach, file: reading.field("file"),
            columns: kind.columns.map { ImportFormPage.Column(name: $0.rawValue, words: $0.words(in: kind)) },
            template: "/imports/template?kind=\(kind.rawValue)", cancel: kind.list)
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }

    /// What is asked about in `?kind=`.
    private func kind(_ context: StaffContext) throws -> ImportKind {
        guard let kind = context.facts.query("kind").flatMap(ImportKind.init) else { throw Refusal.notFound }
        return kind
    }
}
