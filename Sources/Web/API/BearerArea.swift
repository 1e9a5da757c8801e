import Actions
import Domain
import HTTPTypes
import Hummingbird

/// The URLs of programs, under `/api/v1`: each request shows a token, and no cookie counts.
struct BearerArea: Sendable {
    let site: Site

    func get(_ path: String, _ endpoint: Endpoint) -> Route { route(.get, path, endpoint) }
    func post(_ path: String, _ endpoint: Endpoint) -> Route { route(.post, path, endpoint) }
    func put(_ path: String, _ endpoint: Endpoint) -> Route { route(.put, path, endpoint) }
    func patch(_ path: String, _ endpoint: Endpoint) -> Route { route(.patch, path, endpoint) }
    func delete(_ path: String, _ endpoint: Endpoint) -> Route { route(.delete, path, endpoint) }

    private func route(_ method: HTTPRequest.Method, _ path: String, _ endpoint: Endpoint) -> Route {
        Route(method: method, path: "/api/v1" + path, access: .bearer, endpoint: endpoint) { request, context in
            do {
                var call = try await enter(request, context)
                call.query = try CallReading.query(call, endpoint)
                if case .bytes = endpoint.content { call.isStreamed = true }
                (call.body, call.bytes) = try await CallReading.body(call, endpoint)
                let ready = try await request.hasContent ? call.again() : call
                return try await ready.audited(site) { try await endpoint.perform(ready) }
            } catch {
                let error = error is ViewerGone ? Self.unauthorized(error: "invalid_token") : error
                return try await ProblemAnswer(site: site, surroundings: .program).response(to: error, request, context)
            }
        }
    }

    private func enter(_ request: Request, _ context: SiteContext) async throws -> Call {
        let facts = site.facts(of: request, context, area: .staff)
        guard let shown = Self.token(of: request.headers) else { throw Self.unauthorized(error: nil) }
        guard let bearer = try await site.installation.bearer(shown) else {
            if let wait = site.limits.waitAfterWrongToken(client: facts.limitKey) {
                throw ApiRefusal.tooMany(after: wait)
            }
            throw Self.unauthorized(error: "invalid_token")
        }
        return Call(request, facts: facts, site: site, bearer: bearer)
    }

    /// What stands behind `Bearer`; none for another scheme, for none and for two.
    private static func token(of headers: HTTPFields) -> String? {
        let fields = headers[values: .authorization]
        guard fields.count == 1 else { return nil }
        let parts = fields[0].split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return parts[1].trimmed
    }

    /// RFC 6750 section 3.
    private static func unauthorized(error: String?) -> ApiRefusal {
        var refusal = ApiRefusal.of(status: 401)
        let reason = error.map { ", error=\"\($0)\"" } ?? ""
        refusal.headers[.wwwAuthenticate] = "Bearer realm=\"CaseCourier\"\(reason)"
        return refusal
    }
}
