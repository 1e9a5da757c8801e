import AsyncHTTPClient
import NIOCore

/// The bytes of a stored file from one place on, as they come. Letting go of it before its end closes its connection.
actor ObjectStream {
    private var left: Int64
    private var chunks: HTTPClientResponse.Body.AsyncIterator
    private var rest = ByteBuffer()

    /// `count` bytes were asked for.
    init(_ body: HTTPClientResponse.Body, count: Int64) {
        left = count
        chunks = body.makeAsyncIterator()
    }

    /// The next bytes, so many; throws `Passing` where the connection ended before.
    func read(_ count: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            if rest.readableBytes == 0 { rest = try await next() ?? ByteBuffer() }
            guard let part = rest.readSlice(length: min(rest.readableBytes, count - bytes.count)),
                part.readableBytes > 0
            else { throw Passing(fault: .unreachable) }
            bytes.append(contentsOf: part.readableBytesView)
        }
        left -= Int64(count)
        // The end of the answer is taken too, so that its connection serves the next one.
        if left == 0 { _ = try? await next() }
        return bytes
    }

    private func next() async throws -> ByteBuffer? {
        var iterator = chunks
        do {
            let chunk = try await iterator.next(isolation: self)
            chunks = iterator
            return chunk
        } catch {
            throw S3Client.fault(error)
        }
    }
}
