import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Ends the connection after an answer whose request brought content that nobody read to its end (RL-01).
///
/// Else the server would go on waiting for the rest, before it takes the next request: a stranger who announces a gigabyte
/// to the help page, and sends a byte now and then, would hold a connection for ever.
struct UnreadContent: RouterMiddleware {
    typealias Context = SiteContext

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard request.hasContent else { return try await next(request, context) }
        let content = WatchedContent(request.body)
        var request = request
        request.body = RequestBody(asyncSequence: content)
        var response = try await next(request, context)
        if !content.isOver { response.endConnection() }
        return response
    }
}

extension Response {
    /// Makes this the last answer of its connection, and says so: else the client would send its next request where nobody
    /// reads any more, and take what the framework says of that for the answer.
    mutating func endConnection() { headers[.connection] = "close" }
}

extension Request {
    /// Whether the head of the request announces content.
    var hasContent: Bool {
        if headers[.transferEncoding] != nil { return true }
        return headers[.contentLength].map { $0 != "0" } ?? false
    }
}

/// The content of a request, which knows whether it was read to its end.
private final class WatchedContent: AsyncSequence, Sendable {
    private let content: RequestBody
    private let over = Atomic(false)

    init(_ content: RequestBody) { self.content = content }

    var isOver: Bool { over.load(ordering: .acquiring) }

    func makeAsyncIterator() -> Iterator { Iterator(content: content.makeAsyncIterator(), of: self) }

    struct Iterator: AsyncIteratorProtocol {
        private var content: RequestBody.AsyncIterator
        private let sequence: WatchedContent

        init(content: RequestBody.AsyncIterator, of sequence: WatchedContent) {
            self.content = content
            self.sequence = sequence
        }

        mutating func next() async throws -> ByteBuffer? {
            if let bytes = try await content.next() { return bytes }
            sequence.over.store(true, ordering: .releasing)
            return nil
        }
    }
}
