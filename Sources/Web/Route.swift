import HTTPTypes
import Hummingbird

/// One URL with one method: what it answers, and who is let in.
struct Route: Sendable {
    let method: HTTPRequest.Method
    /// `/f/{token}/answer`
    let path: String
    let access: Access
    /// The description of a URL of the interface; pages have none.
    var endpoint: Endpoint?
    let answer: @Sendable (Request, SiteContext) async throws -> Response

    /// Whom the guard of a route lets through.
    enum Access: String, Sendable {
        /// Everybody; nothing behind it is anybody's.
        case everybody
        /// Everybody; the action decides by link, grant and sign-in.
        case visitor
        /// Everybody who is not signed in yet.
        case signIn = "sign-in"
        /// Members of staff who are signed in; the action decides by their rights.
        case staff
        /// Contacts and prospects who are signed in to the portal; the action decides what is theirs.
        case portal
        /// Programs with a token that acts for a member of staff; the action decides by that person's rights.
        case bearer
    }
}

extension [Route] {
    /// With HEAD beside each GET that has none of its own: the same headers, no content, and nothing else.
    func withHead() -> [Route] {
        let own = Set(filter { $0.method == .head }.map(\.path))
        let derived = filter { $0.method == .get && !own.contains($0.path) }.map { route in
            Route(method: .head, path: route.path, access: route.access) { request, context in
                try await route.answer(request, context).createHeadResponse()
            }
        }
        return self + derived
    }

    /// What may be done at this path: the `Allow` of a 405. Empty for a path that is nobody's.
    func methods(at path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let found = filter { route in
            let pattern = RouterPath(route.path)
            return pattern.components.count == parts.count
                && zip(pattern.components, parts).allSatisfy { element, part in element ~= part }
        }
        return found.map(\.method).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            .sorted { $0.rawValue < $1.rawValue }
    }
}
