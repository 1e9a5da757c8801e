import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/updates/{update}`: reading an update and making it permanent. `UpdateFormHandlers` writes them.
struct UpdateHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseUpdate> = try context.facts.id("update")
        guard let found = try await site.installation.showUpdate(id, to: context.viewer) else {
            throw Refusal.notFound
        }
        let frame = try site.workingFrame(context, at: .cases, flash: Told.flash(context.facts))
        return site.answer(UpdatePage(found, for: context.viewer, frame: frame))
    }

    /// The version in the query is that of the text which was read.
    func validate(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let version = context.facts.query("version").flatMap(Int64.init)
        return try await validate(context.facts.id("update"), version: version, context)
    }

    /// Where two validate at once, the page of the later one names the first.
    func validate(
        _ id: ID<CaseUpdate>, version: Int64?, _ context: StaffContext
    ) async throws -> Response {
        let path = "/updates/\(id)"
        switch try await site.installation.validateUpdate(id, version: version, by: context.viewer) {
        case .unknown: throw Refusal.notFound
        case .notAllowed: throw Refusal.status(403)
        case .closed: return .seeOther(Told.noChange.at(path))
        case .empty: return .seeOther(Told.empty.at(path))
        case .changedMeanwhile: return .seeOther(Told.changedMeanwhile.at(path))
        case .already: return .seeOther(Told.wasValidated.at(path))
        case .validated: return .seeOther(Told.validated.at(path))
        }
    }
}
