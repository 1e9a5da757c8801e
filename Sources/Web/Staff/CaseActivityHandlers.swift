import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/cases/{case}/activity`: what happened on a case.
struct CaseActivityHandlers: Sendable {
    let site: Site

    func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<CaseFile> = try context.facts.id("case")
        let topic = context.facts.query("kind").flatMap(ActivityTopic.init)
        let after = context.facts.query("after").flatMap { try? CaseActivity.Mark(reading: $0) }
        guard
            let list = try await site.installation.showActivity(of: id, topic: topic, after: after, to: context.viewer)
        else { throw Refusal.notFound }
        let path = "/cases/\(id)/activity"
        let query = ListQuery([("kind", topic?.rawValue ?? "")])
        return site.answer(
            CaseActivityPage(
                frame: try site.workingFrame(context, at: .cases),
                caseFile: CaseHead(list.caseFile, for: context.viewer, at: .activity),
                kind: ChoiceField(
                    "kind", topic?.rawValue ?? "",
                    [("", "Everything")] + ActivityTopic.allCases.map { ($0.rawValue, $0.words) }),
                unfiltered: topic == nil ? nil : path, entries: list.entries.map { .init($0, in: list) },
                next: list.next.map { query.path(path, after: $0.text) }))
    }
}

extension ActivityTopic {
    var words: String {
        switch self {
        case .caseItself: "The case itself"
        case .people: "People"
        case .updates: "Updates"
        case .files: "Files"
        case .sends: "Sends"
        case .deliveries: "Deliveries"
        case .downloads: "Downloads"
        }
    }
}
