import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/updates/{update}`: reading an update and making it permanent. `UpdateFormHandlers` writes them.
struct UpdateHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(context, FormReading(), reason: "")
    }

    /// Asks for validation. The version in the query is that of the text which was before whoever asks.
    func submit(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let version = context.facts.query("version").flatMap(Int64.init)
        return try await submit(context.facts.id("update"), version: version, context)
    }

    func submit(_ id: ID<CaseUpdate>, version: Int64?, _ context: StaffContext) async throws -> Response {
        let path = "/updates/\(id)"
        switch try await site.installation.submitUpdate(id, version: version, by: context.viewer) {
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw Refusal.status(403)
        case .closed: return .seeOther(Told.noChange.at(path))
        case .empty: return .seeOther(Told.empty.at(path))
        case .unresolved: return .seeOther(Told.unresolved.at(path))
        case .changedMeanwhile: return .seeOther(Told.changedMeanwhile.at(path))
        case .permanent: return .seeOther(Told.wasValidated.at(path))
        case .already: return .seeOther(Told.wasSubmitted.at(path))
        case .submitted: return .seeOther(Told.submitted.at(path))
        case .validated: return .seeOther(Told.published.at(path))
        }
    }

    /// Where two return or validate at once, the page of the later one names the first.
    func giveBack(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["reason"])
        let id: ID<CaseUpdate> = try context.facts.id("update")
        let version = context.facts.query("version").flatMap(Int64.init)
        var reading = FormReading()
        let reason = reading.read { () throws(Malformed) in try GiveBack.reason(reading: form.text("reason")) }
        guard let reason else { return try await page(context, reading, reason: form.text("reason")) }
        let path = "/updates/\(id)"
        switch try await site.installation.returnUpdate(id, reason: reason, version: version, by: context.viewer) {
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw Refusal.status(403)
        case .closed, .notSubmitted: return .seeOther(Told.noChange.at(path))
        case .changedMeanwhile: return .seeOther(Told.changedMeanwhile.at(path))
        case .permanent: return .seeOther(Told.wasValidated.at(path))
        case .already: return .seeOther(Told.wasReturned.at(path))
        case .returned: return .seeOther(Told.returned.at(path))
        }
    }

    /// The version in the query is that of the text which was read.
    func validate(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let version = context.facts.query("version").flatMap(Int64.init)
        let files = context.facts.query("files").map(FilesMark.init)
        return try await validate(context.facts.id("update"), version: version, files: files, context)
    }

    /// Where two validate at once, the page of the later one names the first.
    func validate(
        _ id: ID<CaseUpdate>, version: Int64?, files: FilesMark? = nil, _ context: StaffContext
    ) async throws -> Response {
        let path = "/updates/\(id)"
        switch try await site.installation.validateUpdate(id, version: version, files: files, by: context.viewer) {
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw Refusal.status(403)
        case .closed: return .seeOther(Told.noChange.at(path))
        case .empty: return .seeOther(Told.empty.at(path))
        case .unresolved: return .seeOther(Told.unresolved.at(path))
        case .changedMeanwhile: return .seeOther(Told.changedMeanwhile.at(path))
        case .already: return .seeOther(Told.wasValidated.at(path))
        case .returned: return .seeOther(Told.wasReturned.at(path))
        case .validated: return .seeOther(Told.validated.at(path))
        }
    }

    private func page(_ context: StaffContext, _ reading: FormReading, reason: String) async throws -> Response {
        let id: ID<CaseUpdate> = try context.facts.id("update")
        guard let found = try await site.installation.showUpdate(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        guard reading.isGood || context.viewer.rights.mayValidate else { throw Refusal.status(403) }
        let flash = reading.isGood ? Told.flash(context.facts) : nil
        let frame = try site.workingFrame(context, at: .cases, flash: flash, errors: reading.summary)
        let page = UpdatePage(
            found, for: context.viewer, reason: reading.field("reason", reason), frame: frame)
        // Somebody was first: there is no form any more that could say what is wrong.
        guard page.giveBack != nil || reading.isGood else { return .seeOther(Told.noChange.at("/updates/\(id)")) }
        return site.answer(page, status: reading.isGood ? .ok : .unprocessableContent)
    }
}
