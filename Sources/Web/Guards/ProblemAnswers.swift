import HTTPTypes
import Hummingbird

/// Answers what no area answers: hosts that are not ours, paths that are nobody's, methods that a path does not have.
struct ProblemAnswers: RouterMiddleware {
    typealias Context = SiteContext

    let site: Site
    let routes: [Route]

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            let allowed = routes.methods(at: request.uri.path)
            var refusal = Refusal.notFound
            if !allowed.isEmpty {
                refusal = .status(405)
                refusal.headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
            }
            return try await answer(refusal, request, context)
        } catch {
            return try await answer(error, request, context)
        }
    }

    private func answer(_ error: any Error, _ request: Request, _ context: SiteContext) async throws -> Response {
        let surroundings: ProblemSurroundings = request.uri.path.hasPrefix("/api/") ? .program : .reading
        return try await ProblemAnswer(site: site, surroundings: surroundings).response(to: error, request, context)
    }
}
