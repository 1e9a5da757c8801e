import Actions
import HTTPTypes
import Hummingbird
import Logging

/// One line and one count for each request: method, pattern of the route, status, time and id. Never an address of a page or
/// a person, a token or a code (LT-12). Limits that were hit have a line of their own (OP-06).
struct RequestLog: RouterMiddleware {
    typealias Context = SiteContext

    private let figures: RequestFigures

    init(_ site: Site) { figures = site.requests }

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let begin = ContinuousClock.now
        let response = try await next(request, context)
        let taken = ContinuousClock.now - begin
        let (method, route) = (Self.method(request), context.endpointPath ?? "none")
        let status = response.status.code
        context.logger.info(
            "request",
            metadata: [
                "method": "\(method)", "route": "\(route)", "status": "\(status)",
                "milliseconds": "\(Self.milliseconds(taken))",
            ])
        let isFile = response.headers[.contentDisposition] != nil
        figures.count(
            RequestFigures.Key(method: method, route: route, status: "\(status / 100)xx"), taking: taken.inSeconds,
            bytes: isFile ? 0 : response.body.contentLength ?? 0)
        if Self.limits.contains(status) {
            context.logger.notice("limit hit", metadata: ["status": "\(status)", "route": "\(route)"])
        }
        return response
    }

    /// Too much, too often, too slow, or no room.
    private static let limits = [408, 413, 414, 429, 431, 507]

    /// A method that nobody has heard of is text of the visitor's own.
    private static func method(_ request: Request) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options, .trace, .connect]
        return known.contains(request.method) ? request.method.rawValue : "other"
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }
}
