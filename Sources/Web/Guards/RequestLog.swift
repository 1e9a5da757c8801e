import HTTPTypes
import Hummingbird
import Logging

/// One line for each request: method, pattern of the route, status, time and id. Never an address of a page or a person, a
/// token or a code (LT-12).
struct RequestLog: RouterMiddleware {
    typealias Context = SiteContext

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let begin = ContinuousClock.now
        let response = try await next(request, context)
        let taken = ContinuousClock.now - begin
        context.logger.info(
            "request",
            metadata: [
                "method": "\(Self.method(request))", "route": "\(context.endpointPath ?? "none")",
                "status": "\(response.status.code)", "milliseconds": "\(Self.milliseconds(taken))",
            ])
        return response
    }

    /// A method that nobody has heard of is text of the visitor's own.
    private static func method(_ request: Request) -> String {
        let known: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options, .trace, .connect]
        return known.contains(request.method) ? request.method.rawValue : "other"
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }
}
