import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/links/{link}`: what is done about one link.
struct LinkHandlers: Sendable {
    let site: Site

    func revoke(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let link: ID<FileLink> = try context.facts.id("link")
        let change = try await site.installation.revokeLinks(.link(link), by: context.viewer)
        return try await answer(change, .linkRevoked, link, context)
    }

    /// Lifts the suspension that wrong codes put on it.
    func reissue(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        let link: ID<FileLink> = try context.facts.id("link")
        let change = try await site.installation.reissueLink(link, by: context.viewer)
        return try await answer(change, .reissued, link, context)
    }

    private func answer(
        _ change: ChangedLinks, _ told: Told, _ link: ID<FileLink>, _ context: StaffContext
    ) async throws -> Response {
        let delivery = try await site.installation.delivery(of: link, for: context.viewer)
        return try ChangeAnswer.response(change, told, at: delivery.map { "/deliveries/\($0)" } ?? "/")
    }
}
