import Actions
import Domain
import HTTPTypes
import Hummingbird

/// A request to the interface, its parts read and checked against the description of its endpoint.
struct Call: AreaContext {
    let facts: RequestFacts
    let site: Site
    let request: Request
    var bearer: Bearer
    /// `{}` where there is none.
    var body: JSON = [:]
    /// The content as it came, of a JSON text.
    var bytes: [UInt8] = []
    /// Whether the handler reads the content itself, as it comes.
    var isStreamed = false
    var query: JSON = [:]
    /// At the service of a named request, where it is one.
    var installation: Installation

    init(_ request: Request, facts: RequestFacts, site: Site, bearer: Bearer) {
        self.facts = facts
        self.site = site
        self.request = request
        self.bearer = bearer
        installation = site.installation
    }

    var viewer: Viewer { bearer.viewer }

    /// The same call once its content has come, which may have taken long: with the rights of now (AU-03).
    func again() async throws -> Call {
        var call = self
        call.bearer = try await site.installation.again(bearer)
        return call
    }

    /// Throws 429 when this person begins uploads too often, by pages and by programs together (RL-04).
    func countUpload() throws(ApiRefusal) {
        guard let wait = site.limits.waitToUpload(person: viewer.person.text) else { return }
        var refusal = ApiRefusal.tooMany(after: wait)
        refusal.closesConnection = true
        throw refusal
    }

    /// The id in a part of the path; 404 if it is none.
    func id<Of>(_ name: String, of kind: Of.Type = Of.self) throws(Refusal) -> ID<Of> { try facts.id(name) }

    /// The rest of a list is asked for by the id of the last item.
    func after<Of>(_ kind: Of.Type = Of.self) -> ID<Of>? {
        query.optionalText("after").flatMap { try? ID(reading: $0) }
    }

    var limit: Int { Int(query.optionalInteger("limit") ?? Paging.standard) }

    /// The media type, and the rest of what tells two requests of one name apart.
    var head: String { "\(request.method.rawValue) \(request.uri.string) \(request.headers.essence)" }
}

/// How lists are given out in pages.
enum Paging {
    static let most = 200
    static let standard: Int64 = 50

    static var query: [Endpoint.QueryField] {
        [
            .init("after", Shape.id.noted("The `next` of the page before.")),
            .init("limit", Shape.integer(1...Int64(most)).noted("How many; 50 if it is not said.")),
        ]
    }

    /// 422 for a key that leads nowhere.
    static func check(beginsAnew: Bool) throws(ApiRefusal) {
        if beginsAnew { throw .mistakes([Mistake(query: "after", "Give the `next` of a page of this list.")]) }
    }
}
