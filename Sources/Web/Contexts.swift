import Actions
import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What the framework carries along with each request.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

/// What a handler may know about its request, whoever makes it.
struct RequestFacts: Sendable {
    let head: HTTPRequest
    let context: SiteContext
    /// Address and browser, as far as they can be believed.
    let client: ClientTrace
    let address: ClientAddress
    let form: FormKey

    /// What limits count by.
    var limitKey: String { address.limitKey }

    /// A part of the path, percent-decoded once; 404 if it cannot be.
    func parameter(_ name: String) throws(Refusal) -> String {
        guard let raw = context.parameters.get(name), let text = PercentCoding.decode(raw) else { throw .notFound }
        return text
    }

    /// The id in a part of the path; 404 if it is none.
    func id<Of>(_ name: String, of kind: Of.Type = Of.self) throws(Refusal) -> ID<Of> {
        let text = try parameter(name)
        do {
            return try ID(reading: text)
        } catch {
            throw .notFound
        }
    }

    /// A value of the query, percent-decoded; nil if it is absent or cannot be read.
    func query(_ name: String) -> String? {
        guard let query = head.path?.split(separator: "?", maxSplits: 1).dropFirst().first else { return nil }
        return try? Form(reading: Array(query.prefix { $0 != "#" }.utf8)).optional(name)
    }

    /// Every value of that name in the query, in the order given.
    func queries(_ name: String) -> [String] {
        guard let query = head.path?.split(separator: "?", maxSplits: 1).dropFirst().first else { return [] }
        return (try? Form(reading: Array(query.prefix { $0 != "#" }.utf8)).all(name)) ?? []
    }
}

/// The context of one area of the site.
protocol AreaContext: Sendable {
    var facts: RequestFacts { get }
    /// The same with who is signed in; nil where nobody has to be.
    var staff: StaffContext? { get }

    /// The answer, noted in the log as far as somebody has to answer for it.
    func audited(_ site: Site, _ answer: () async throws -> Response) async throws -> Response
}

extension AreaContext {
    var staff: StaffContext? { nil }

    func audited(_ site: Site, _ answer: () async throws -> Response) async throws -> Response { try await answer() }
}

/// A request for a recipient's page.
struct VisitorContext: AreaContext {
    let facts: RequestFacts
    let visitor: Visitor

    /// The link's token as it stands in the path.
    func token() throws(Refusal) -> String { try facts.parameter("token") }
}

/// A request on the way in: nobody is signed in yet, or somebody is again.
struct SignInContext: AreaContext {
    let facts: RequestFacts
    /// The cookie of a sign-in, live or not.
    let session: BrowserSecret?
    /// The cookie of one that waits for its second factor, live or not.
    let pending: BrowserSecret?
    /// The cookie of a browser in which a new address is confirmed.
    let address: BrowserSecret?
}

/// A request by somebody who is signed in to the portal.
struct PortalContext: AreaContext {
    let facts: RequestFacts
    let contact: PortalViewer
}

/// A request by a signed-in member of staff.
struct StaffContext: AreaContext {
    let facts: RequestFacts
    let viewer: Viewer
    let session: BrowserSecret

    var staff: StaffContext? { self }
}
