import Actions
import Domain
import HTTPTypes
import Hummingbird
import Synchronization

/// The answer to a request that makes something. One that its caller named (`Idempotency-Key`) makes it once: sent again it
/// is answered as before, also after a crash; while it is under way, and for another content, it is refused.
struct NamedAnswer: Sendable {
    var call: Call
    let status: HTTPResponse.Status
    let make: @Sendable (Call) async throws -> String
    let show: @Sendable (Call, String) async throws -> JSON?

    func response() async throws -> Response {
        guard let request = try named() else {
            return try await .json(text: shown(make(call)), status: status)
        }
        guard let place = call.site.underWay.enter(request) else { throw Self.underWay }
        defer { place.leave() }
        if let earlier = try await earlier(request) { return try await again(earlier, request) }
        var call = call
        call.installation = call.installation.naming(request)
        do {
            let made = try await make(call)
            // The words are kept before they are said.
            let kept = try await call.site.installation.keepAnswer(shown(made), to: request)
            return .json(text: kept, status: status)
        } catch is RequestRepeated {
            // A body that streamed in is gone: whoever sends it again is answered by what another server made.
            guard !call.isStreamed, let earlier = try await earlier(request) else { throw Self.underWay }
            return try await again(earlier, request)
        }
    }

    /// None where the caller gave no name.
    private func named() throws -> NamedRequest? {
        let given: String?
        do {
            given = try call.request.headers.requestKey()
        } catch {
            throw ApiRefusal.mistakes([Mistake(header: "Idempotency-Key", error.remedy)])
        }
        guard let key = given else { return nil }
        let content = try call.isStreamed ? nil : call.site.installation.digest(of: call.bytes)
        return NamedRequest(by: call.viewer, key: key, head: call.head, content: content)
    }

    private func earlier(_ request: NamedRequest) async throws -> EarlierRequest? {
        let installation = call.site.installation
        guard call.isStreamed else { return try await installation.earlier(request) }
        // Whether it is the same file is known when all of it has come.
        guard try await installation.earlier(request) != nil else { return nil }
        var pieces = try PacedBody(
            call.request, limit: installation.uploadLimits.fileSize
        ).makeAsyncIterator()
        let content = try await installation.digest { try await pieces.next().map { Array($0.readableBytesView) } }
        return try await installation.earlier(request, content: content)
    }

    private func again(_ earlier: EarlierRequest, _ request: NamedRequest) async throws -> Response {
        guard earlier.isSame else { throw Self.otherContent }
        var now = self
        now.call = try await call.again()
        // What is kept is shown to whoever would be shown it now: rights may have gone since.
        let shown = try await now.shown(earlier.made)
        if let answer = earlier.answer { return repeated(answer) }
        return repeated(try await call.site.installation.keepAnswer(shown, to: request))
    }

    private func repeated(_ text: String) -> Response {
        var response = Response.json(text: text, status: status)
        response.headers[.idempotencyReplayed] = "true"
        return response
    }

    private func shown(_ made: String) async throws -> String {
        guard let shown = try await show(call, made) else { throw Refusal.notFound }
        return shown.text
    }

    private static let underWay: ApiRefusal = {
        var refusal = ApiRefusal.conflict(
            "under-way", "A request of this name is under way", "Send it again in a moment to get its answer.")
        refusal.headers[.retryAfter] = "1"
        return refusal
    }()

    private static let otherContent = ApiRefusal.mistakes([
        Mistake(header: "Idempotency-Key", "A request of this name asked for something else. Choose another name.")
    ])
}

/// The named requests that this process works at.
final class RequestsUnderWay: Sendable {
    private let names = Mutex<Set<String>>([])

    /// A place for a request; none while one of the same name is there.
    func enter(_ request: NamedRequest) -> Place? {
        let name = "\(request.person) \(request.key)"
        return names.withLock { $0.insert(name).inserted } ? Place(name: name, requests: self) : nil
    }

    struct Place: Sendable {
        fileprivate let name: String
        fileprivate let requests: RequestsUnderWay

        func leave() { requests.names.withLock { _ = $0.remove(name) } }
    }
}

extension HTTPField.Name {
    static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed")!
}
