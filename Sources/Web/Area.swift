import Actions
import HTTPTypes
import Hummingbird

/// URLs with one guard: each request goes through `enter`, and each one that changes something through the proof that it
/// came from a form of ours, before a handler sees it.
struct Area<Context: AreaContext>: Sendable {
    let site: Site
    let access: Route.Access
    /// What a refusal is shown in.
    let surroundings: ProblemSurroundings
    let enter: @Sendable (Request, SiteContext) async throws -> Context

    /// A page. Its form cookie is set when the browser has none yet.
    func get(
        _ path: String, _ answer: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Route {
        route(.get, path) { request, context in
            var response = try await answer(request, context)
            context.facts.form.remember(in: &response, site: site)
            return response
        }
    }

    /// What HEAD answers where it must do less than GET.
    func head(
        _ path: String, _ answer: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Route {
        route(.head, path) { try await answer($0, $1).createHeadResponse() }
    }

    /// A form of at most `limit` bytes that came from one of our pages.
    func post(
        _ path: String, limit: Int = Form.usualLimit,
        _ answer: @escaping @Sendable (Form, Context) async throws -> Response
    ) -> Route {
        route(.post, path) { request, context in
            try OriginCheck(site).check(request.head)
            let form = try await Form(reading: request, limit: limit)
            try context.facts.form.check(form.token ?? request.head.formToken, site: site)
            do {
                return try await answer(form, again(request, context))
            } catch is ProofNeeded {
                guard let staff = context.staff else { throw ViewerGone() }
                return try await ProofHandlers(site: site).ask(form, request, staff)
            } catch  where error is ViewerGone || error is SignInNeeded {
                if let kept = try CutOffForm(site: site).answer(form, request) { return kept }
                throw ViewerGone()
            }
        }
    }

    /// A raw body; the proof stands in the header `X-Form-Token`.
    func upload(
        _ path: String, _ answer: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Route {
        route(.post, path) { request, context in
            do {
                try OriginCheck(site).check(request.head)
                try context.facts.form.check(request.head.formToken, site: site)
            } catch let refusal as Refusal {
                throw refusal.closing()
            }
            return try await answer(request, context)
        }
    }

    /// A form with files of at most `limit` bytes in all; its first part is the proof, as our pages write it.
    func multipart(
        _ path: String, limit: @escaping @Sendable () -> Int64,
        _ answer: @escaping @Sendable (Multipart, Context) async throws -> Response
    ) -> Route {
        route(.post, path) { request, context in
            do {
                try OriginCheck(site).check(request.head)
                let parts = try Multipart(reading: request, limit: limit())
                guard let first = try await parts.next(), first.name == "_token" else { throw Refusal.staleForm }
                try context.facts.form.check(try await parts.text(limit: 100), site: site)
                return try await answer(parts, context)
            } catch let refusal as Refusal {
                throw refusal.closing()
            }
        }
    }

    /// Staff are looked at again when their form has come, which may have taken long (AU-03).
    private func again(_ request: Request, _ context: Context) async throws -> Context {
        access == .staff ? try await enter(request, context.facts.context) : context
    }

    private func route(
        _ method: HTTPRequest.Method, _ path: String,
        _ answer: @escaping @Sendable (Request, Context) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, access: access) { request, context in
            var staff: StaffContext?
            do {
                let inside = try await enter(request, context)
                staff = inside.staff
                return try await inside.audited(site) { try await answer(request, inside) }
            } catch {
                if error is SignInNeeded, access == .staff, let kept = try await CutOffForm(site: site).answer(request)
                {
                    return kept
                }
                let isGone = error is ViewerGone || error is PortalViewerGone
                let error: any Error = isGone ? SignInNeeded(request) : error
                return try await ProblemAnswer(site: site, surroundings: surroundings, staff: staff).response(
                    to: error, request, context)
            }
        }
    }
}
