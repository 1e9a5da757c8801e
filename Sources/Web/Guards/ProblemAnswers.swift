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
            let staff = try? await site.staff(of: request, context)
            return try await answer(refusal, request, context, staff: staff)
        } catch {
            return try await answer(error, request, context)
        }
    }

    /// Whoever is signed in keeps the way round, but on the path of a link, which is a recipient's.
    private func answer(
        _ error: any Error, _ request: Request, _ context: SiteContext, staff: StaffContext? = nil
    ) async throws -> Response {
        let path = request.uri.path
        let surroundings: ProblemSurroundings =
            if path.hasPrefix("/api/") { .program } else if staff != nil, !path.hasPrefix("/f/") { .working } else {
                .reading
            }
        return try await ProblemAnswer(site: site, surroundings: surroundings, staff: staff).response(
            to: error, request, context)
    }
}
