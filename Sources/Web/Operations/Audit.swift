import Actions
import Domain
import HTTPTypes
import Hummingbird
import Logging

/// Lines of the log for whoever has to find out later who did what (OP-06): ids of people and things, never names, addresses
/// of mail or anything typed.
struct Audit {
    private let facts: RequestFacts
    private let site: Site

    init(_ facts: RequestFacts, site: Site) {
        self.facts = facts
        self.site = site
    }

    /// What a member of staff did, or was refused.
    func action(by person: ID<Person>, _ answer: () async throws -> Response) async throws -> Response {
        do {
            let response = try await answer()
            note(person, status: response.status.code)
            return response
        } catch {
            if let status = Self.status(of: error) { note(person, status: status) }
            throw error
        }
    }

    private static func status(of error: any Error) -> Int? {
        (error as? Refusal)?.problem.status ?? (error as? ApiRefusal)?.status.code
    }

    private func note(_ person: ID<Person>, status: Int) {
        let isRefused = status == 403 || status == 404
        guard isRefused || ![.get, .head].contains(facts.head.method) else { return }
        var metadata = line
        metadata["person"] = "\(person)"
        metadata["status"] = "\(status)"
        metadata["method"] = "\(facts.head.method.rawValue)"
        facts.context.logger.notice(isRefused ? "staff action refused" : "staff action", metadata: metadata)
    }

    func signIn(_ end: Figures.SignInEnd, person: ID<Person>? = nil) {
        site.installation.figures.count(.signIn(end))
        var metadata = line
        metadata["outcome"] = "\(end.rawValue)"
        if let person { metadata["person"] = "\(person)" }
        facts.context.logger.notice("sign-in", metadata: metadata)
    }

    /// Why the organisation's sign-in service brought nobody in: words of ours.
    func provider(_ words: String) {
        var metadata = line
        metadata["outcome"] = "\(words)"
        facts.context.logger.warning("sign-in service", metadata: metadata)
    }

    /// What somebody did to an account with a mailed link.
    func account(_ person: ID<Person>, _ outcome: StaticString) {
        var metadata = line
        metadata["outcome"] = "\(outcome)"
        metadata["person"] = "\(person)"
        facts.context.logger.notice("account", metadata: metadata)
    }

    /// The route, what it was about as far as that is an id, and the visitor's address as the organisation keeps it.
    private var line: Logger.Metadata {
        var metadata: Logger.Metadata = ["audit": "true", "route": "\(facts.context.endpointPath ?? "none")"]
        for name in Self.subjects {
            if let id: ID<Person> = try? facts.id(name) { metadata["of " + name] = "\(id)" }
        }
        if let client = site.organisation.kept(facts.client)?.address, !client.isEmpty {
            metadata["client"] = "\(client)"
        }
        return metadata
    }

    private static let subjects = ["attachment", "case", "delivery", "link", "person", "renewal", "send", "update"]
}

extension StaffContext {
    func audited(_ site: Site, _ answer: () async throws -> Response) async throws -> Response {
        try await Audit(facts, site: site).action(by: viewer.person, answer)
    }
}

extension Call {
    func audited(_ site: Site, _ answer: () async throws -> Response) async throws -> Response {
        try await Audit(facts, site: site).action(by: viewer.person, answer)
    }
}
