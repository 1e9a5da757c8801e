import Actions
import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// In which layout a refusal is shown.
enum ProblemSurroundings: Sendable {
    case reading
    case working
    /// No layout: what a program reads.
    case program
}

/// Turns whatever was thrown into an answer: a refusal into its page, a fault into a page with an incident that the log
/// knows too. Nothing of the error itself is shown.
struct ProblemAnswer: Sendable {
    let site: Site
    let surroundings: ProblemSurroundings
    /// Who asked, where somebody is signed in.
    var staff: StaffContext?

    func response(to error: any Error, _ request: Request, _ context: SiteContext) async throws -> Response {
        if let needed = error as? SignInNeeded { return signIn(needed, request) }
        if case .program = surroundings { return program(error, context) }
        let refusal = refusal(for: error, context)
        var response = page(refusal.problem)
        if refusal.closesConnection { response.endConnection() }
        for field in refusal.headers { response.headers[field.name] = field.value }
        return response
    }

    private func refusal(for error: any Error, _ context: SiteContext) -> Refusal {
        switch error {
        case let refusal as Refusal: return refusal
        case let malformed as Malformed: return Self.refusal(for: malformed)
        case let error as HTTPError: return .status(error.status.code)
        case is NIOTooManyBytesError: return .status(413, closesConnection: true)
        default: return fault(error, context)
        }
    }

    private static func refusal(for malformed: Malformed) -> Refusal {
        if malformed.field == "id" { return .notFound }
        return Refusal(Problem(422, "Something in the form cannot be read", malformed.remedy))
    }

    private func fault(_ error: any Error, _ context: SiteContext) -> Refusal {
        let incident = context.id
        context.logger.error(
            "fault", metadata: ["incident": "\(incident)", "fault": "\(WorldFault.words(for: error))"])
        switch WorldFault(error) {
        case .full: return Refusal(.of(status: 507, incident: incident))
        case .unavailable: return Refusal(.of(status: 503, incident: incident), headers: [.retryAfter: "30"])
        case .damaged, .other: return Refusal(.of(status: 500, incident: incident))
        }
    }

    private func program(_ error: any Error, _ context: SiteContext) -> Response {
        let refusal =
            switch error {
            case let refusal as ApiRefusal: refusal
            case let mistake as Mistake: ApiRefusal.mistakes([mistake])
            case let malformed as Malformed: ApiRefusal(malformed)
            default: ApiRefusal(self.refusal(for: error, context))
            }
        var response = refusal.response
        if refusal.closesConnection { response.endConnection() }
        return response
    }

    private func page(_ problem: Problem) -> Response {
        let status = HTTPResponse.Status(code: problem.status)
        switch surroundings {
        case .reading:
            if let page = site.prepared.page(for: problem) { return site.answer(rendered: page, status: status) }
            return site.answer(ProblemPage(frame: site.readingFrame(), problem: problem), status: status)
        case .program: return ApiRefusal(Refusal(problem)).response
        case .working: return working(problem, status)
        }
    }

    /// With the navigation where somebody is signed in, else with whom to ask.
    private func working(_ problem: Problem, _ status: HTTPResponse.Status) -> Response {
        let inside = staff.flatMap { try? site.workingFrame($0, at: nil) }
        let contact = site.organisation.contact.trimmed
        let page = StaffProblemPage(
            frame: inside ?? site.workingFrame(formToken: ""), problem: problem.forStaff,
            contact: inside != nil || contact.isEmpty ? nil : contact)
        var response = site.answer(page, status: status)
        staff?.facts.form.remember(in: &response, site: site)
        return response
    }

    /// A program that asked, such as an upload in the background, is told so; a person is led to the form.
    private func signIn(_ needed: SignInNeeded, _ request: Request) -> Response {
        if let destination = request.headers[.secFetchDest], destination != "document" {
            return page(.of(status: 401, incident: nil))
        }
        // From the portal one comes back to its first page.
        guard needed.path != "/", needed.door == "/sign-in" else { return .seeOther(needed.door) }
        return .seeOther("/sign-in?next=" + PercentCoding.encode(needed.path))
    }
}

extension HTTPField.Name {
    static let secFetchDest = HTTPField.Name("Sec-Fetch-Dest")!
}
