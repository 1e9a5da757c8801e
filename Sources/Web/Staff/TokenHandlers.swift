import Actions
import Domain
import HTTPTypes
import Hummingbird

/// `/tokens/{token}/revocation`: one's own tokens of the HTTP interface, and for administrators everybody's.
struct TokenHandlers: Sendable {
    let site: Site

    func ask(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id: ID<ApiToken> = try context.facts.id("token")
        guard let listed = try await site.installation.showToken(id, to: context.viewer) else { throw Refusal.notFound }
        return site.answer(
            TokenRevocationPage(
                frame: try site.workingFrame(context, at: nil), name: listed.token.name, person: listed.person,
                usedAt: listed.token.lastUsedAt.map { When($0) }, action: "/tokens/\(id)/revocation",
                cancel: Self.list(of: listed.token.person, context)))
    }

    func revoke(_ form: Form, _ context: StaffContext) async throws -> Response {
        try form.only([])
        switch try await site.installation.revokeToken(context.facts.id("token"), by: context.viewer) {
        case .revoked(let person): return .seeOther(Told.tokenRevoked.at(Self.list(of: person, context)))
        case .nothingToDo: return .seeOther(Told.noChange.at("/account"))
        case .unknown: throw Refusal.notFound
        }
    }

    /// The page on which the token stood.
    private static func list(of person: ID<Person>, _ context: StaffContext) -> String {
        person == context.viewer.person ? "/account" : "/people/\(person)"
    }
}
