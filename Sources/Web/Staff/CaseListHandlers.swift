import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `GET /cases`: the list, by a filter that stands in its address.
struct CaseListHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let filter = CaseFilter(context.facts)
        let list = try await site.installation.listCases(filter, to: context.viewer)
        let choices = try await site.installation.caseFilterChoices(to: context.viewer)
        let frame = try site.workingFrame(context, at: .cases, flash: Told.flash(context.facts))
        return site.answer(CasesPage(list, filter, choices, for: context.viewer, frame: frame))
    }

    /// The cases of the filter, on all pages, as a file.
    func export(_ request: Request, _ context: StaffContext) async throws -> Response {
        let table = try await site.installation.exportCases(CaseFilter(context.facts), for: context.viewer)
        return CSVAnswer(table, name: "cases").response
    }

    /// Who is on the cases of the filter, as a file.
    func exportAssignments(_ request: Request, _ context: StaffContext) async throws -> Response {
        let table = try await site.installation.exportAssignments(CaseFilter(context.facts), for: context.viewer)
        return CSVAnswer(table, name: "assignments").response
    }
}

extension CaseFilter {
    /// As the address of the list has it; what cannot be read filters nothing.
    init(_ facts: RequestFacts) {
        self.init()
        text = facts.query("text") ?? ""
        status = facts.query("state").flatMap(CaseStatus.init)
        type = facts.query("type").flatMap { try? ID(reading: $0) }
        tag = facts.query("tag") ?? ""
        isMine = facts.query("whose") == "mine"
        order = facts.query("sort").flatMap(CaseOrder.init) ?? .newest
        after = facts.query("after").flatMap { try? ID(reading: $0) }
    }
}
