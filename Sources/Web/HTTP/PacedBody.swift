import HTTPTypes
import Hummingbird
import NIOCore

/// The content of a request as it comes, at most `limit` bytes; 408 once the connection's watch gave up on the sender (RL-01).
struct PacedBody: AsyncSequence {
    typealias Element = ByteBuffer

    private let body: RequestBody
    private let limit: Int64

    /// Throws 413 at once when the request announces more than it may bring.
    init(_ request: Request, limit: Int64) throws(Refusal) {
        let announced = request.headers[.contentLength].flatMap { Int64($0) }
        try self.init(request.body, announced: announced, limit: limit)
    }

    init(_ body: RequestBody, announced: Int64?, limit: Int64) throws(Refusal) {
        if let announced, announced > limit { throw .status(413, closesConnection: true) }
        self.body = body
        self.limit = limit
    }

    func makeAsyncIterator() -> Iterator { Iterator(body.makeAsyncIterator(), limit: limit) }

    struct Iterator: AsyncIteratorProtocol {
        private var chunks: RequestBody.AsyncIterator
        private let limit: Int64
        private var received: Int64 = 0

        init(_ chunks: RequestBody.AsyncIterator, limit: Int64) {
            self.chunks = chunks
            self.limit = limit
        }

        mutating func next() async throws -> ByteBuffer? {
            guard let chunk = try await following() else { return nil }
            received += Int64(chunk.readableBytes)
            guard received <= limit else { throw Refusal.status(413, closesConnection: true) }
            return chunk
        }

        /// What the connection or its framing does not deliver is a broken request, not a fault of ours.
        private mutating func following() async throws -> ByteBuffer? {
            do {
                return try await chunks.next()
            } catch is CancellationError {
                throw CancellationError()
            } catch is SlowSender {
                throw Refusal.status(408, closesConnection: true)
            } catch {
                throw Refusal.status(400, closesConnection: true)
            }
        }
    }
}
