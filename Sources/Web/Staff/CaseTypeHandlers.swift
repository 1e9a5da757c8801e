import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/case-types`: the kinds of cases that there are.
struct CaseTypeHandlers: Sendable {
    let site: Site

    func list(_ request: Request, _ context: StaffContext) async throws -> Response {
        let types = try await site.installation.listCaseTypes(to: context.viewer)
        let mayKeep = context.viewer.rights.mayKeepCaseTypes
        return site.answer(
            CaseTypesPage(
                frame: try site.workingFrame(context, at: .cases, flash: Told.flash(context.facts)),
                new: mayKeep ? "/case-types/new" : nil,
                types: types.map { shown in
                    CaseTypesPage.Row(
                        name: shown.type.name, edit: mayKeep ? "/case-types/\(shown.type.id)/edit" : nil,
                        cases: "\(shown.cases)", list: "/cases?type=\(shown.type.id)",
                        status: shown.type.archivedAt == nil ? nil : StatusTag("Archived", .idle, .lock))
                }))
    }

    func new(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard context.viewer.rights.mayKeepCaseTypes else { throw Refusal.status(403) }
        return try page(context, nil, "", FormReading())
    }

    func add(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await keep(form, context, nil) { name in
            try await site.installation.addCaseType(name, by: context.viewer)
        }
    }

    func edit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let type = try await shown(context)
        return try page(context, type, type.name, FormReading())
    }

    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        let type = try await shown(context)
        return try await keep(form, context, type) { name in
            try await site.installation.renameCaseType(type.id, to: name, by: context.viewer)
        }
    }

    func archive(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await archive(form, true, .groupArchived, context)
    }

    func restore(_ form: Form, _ context: StaffContext) async throws -> Response {
        try await archive(form, false, .restored, context)
    }

    private func archive(
        _ form: Form, _ isArchived: Bool, _ told: Told, _ context: StaffContext
    ) async throws -> Response {
        try form.only([])
        switch try await site.installation.archiveCaseType(
            context.facts.id("caseType"), isArchived, by: context.viewer)
        {
        case .kept: return .seeOther(told.at("/case-types"))
        case .notAllowed: throw Refusal.status(403)
        case .unknown, .nameTaken: throw Refusal.notFound
        }
    }

    private func shown(_ context: StaffContext) async throws -> CaseType {
        let id: ID<CaseType> = try context.facts.id("caseType")
        guard context.viewer.rights.mayKeepCaseTypes else { throw Refusal.status(403) }
        guard let shown = try await site.installation.showCaseType(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        return shown.type
    }

    private func keep(
        _ form: Form, _ context: StaffContext, _ type: CaseType?,
        _ action: (CaseTypeName) async throws -> KeptCaseType
    ) async throws -> Response {
        try form.only(["name"])
        var reading = FormReading()
        let name = reading.read { () throws(Malformed) in try CaseTypeName(reading: form.text("name")) }
        if let name {
            switch try await action(name) {
            case .kept: return .seeOther(Told.saved.at("/case-types"))
            case .notAllowed: throw Refusal.status(403)
            case .unknown: throw Refusal.notFound
            case .nameTaken: reading.add(Malformed("name", "Another case type has this name. Each needs its own."))
            }
        }
        return try page(context, type, form.text("name"), reading)
    }

    private func page(
        _ context: StaffContext, _ type: CaseType?, _ name: String, _ reading: FormReading
    ) throws -> Response {
        let path = type.map { "/case-types/\($0.id)" }
        let archive = type.flatMap { type in
            path.map { path in
                type.archivedAt == nil
                    ? PostButton("Archive", action: path + "/archive", isDangerous: true)
                    : PostButton("Offer again", action: path + "/archive/deletion")
            }
        }
        let page = CaseTypeFormPage(
            frame: try site.workingFrame(context, at: .cases, errors: reading.summary), isNew: type == nil,
            action: path ?? "/case-types", name: reading.field("name", name), archive: archive, cancel: "/case-types")
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}
