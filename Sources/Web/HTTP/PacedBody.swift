import Actions
import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// The content of a request as it comes, at most `limit` bytes, and not slower than a mebibyte in seventeen minutes.
///
/// After ten seconds of waiting for the sender it must have come at a kibibyte a second: 408 otherwise (RL-01). Time that we
/// take ourselves does not count. A sender who says nothing at all is cut off by the connection's idle limit.
struct PacedBody: AsyncSequence {
    typealias Element = ByteBuffer

    private let body: RequestBody
    private let limit: Int64
    private let clock: @Sendable () -> Duration

    /// Throws 413 at once when the request announces more than it may bring.
    init(_ request: Request, limit: Int64, site: Site) throws(Refusal) {
        let installation = site.installation
        try self.init(
            request.body, announced: request.headers[.contentLength].flatMap { Int64($0) }, limit: limit,
            clock: { installation.uptime() })
    }

    init(
        _ body: RequestBody, announced: Int64?, limit: Int64, clock: @escaping @Sendable () -> Duration
    ) throws(Refusal) {
        if let announced, announced > limit { throw .status(413, closesConnection: true) }
        self.body = body
        self.limit = limit
        self.clock = clock
    }

    func makeAsyncIterator() -> Iterator { Iterator(body.makeAsyncIterator(), limit: limit, clock: clock) }

    struct Iterator: AsyncIteratorProtocol {
        private var chunks: RequestBody.AsyncIterator
        private let limit: Int64
        private let clock: @Sendable () -> Duration
        private var received: Int64 = 0
        private var waited = Duration.zero

        init(_ chunks: RequestBody.AsyncIterator, limit: Int64, clock: @escaping @Sendable () -> Duration) {
            self.chunks = chunks
            self.limit = limit
            self.clock = clock
        }

        mutating func next() async throws -> ByteBuffer? {
            let begin = clock()
            guard let chunk = try await following() else { return nil }
            waited += clock() - begin
            received += Int64(chunk.readableBytes)
            guard received <= limit else { throw Refusal.status(413, closesConnection: true) }
            let due = ((waited - .seconds(10)).wholeMilliseconds) / 1000 * 1024
            guard received >= due else { throw Refusal.status(408, closesConnection: true) }
            return chunk
        }

        /// What the connection or its framing does not deliver is a broken request, not a fault of ours.
        private mutating func following() async throws -> ByteBuffer? {
            do {
                return try await chunks.next()
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                throw Refusal.status(400, closesConnection: true)
            }
        }
    }
}
