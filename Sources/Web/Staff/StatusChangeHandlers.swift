import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/case-status-changes`: closing several cases at once, or opening them again.
struct StatusChangeHandlers: Sendable {
    let site: Site

    func check(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard context.viewer.rights.mayChangeCases else { throw Refusal.status(403) }
        guard let status = context.facts.query("status").flatMap(CaseStatus.init) else { throw Refusal.notFound }
        let cases = context.facts.queries("case").compactMap { try? ID<CaseFile>(reading: $0) }
        let shown = try await site.installation.checkStatusChange(status, of: cases, for: context.viewer)
        let frame = try site.workingFrame(context, at: .cases)
        return site.answer(StatusChangePage(check: shown, as: try site.installation.newStatusChange(), frame: frame))
    }

    func change(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only(["status", "key"], several: ["case"])
        guard let status = CaseStatus(rawValue: form.text("status")),
            let id = try? ID<CaseStatusChange>(reading: form.text("key"))
        else { throw Refusal.status(422) }
        let cases = try form.all("case").map { text throws(Refusal) in
            do { return try ID<CaseFile>(reading: text) } catch { throw .status(422) }
        }
        switch try await site.installation.changeStatuses(status, of: cases, as: id, by: context.viewer) {
        case .changed(let id): return .seeOther("/case-status-changes/\(id)")
        case .notAllowed: throw Refusal.status(403)
        }
    }

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard
            let shown = try await site.installation.showStatusChange(
                context.facts.id("statusChange"), to: context.viewer)
        else { throw Refusal.notFound }
        return site.answer(StatusChangePage(done: shown, frame: try site.workingFrame(context, at: .cases)))
    }
}
