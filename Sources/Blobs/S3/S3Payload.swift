import Cryptography
import Domain
import NIOCore

/// Bytes on their way to a store, as often as they have to be sent, in pieces that a connection takes one by one: so they are
/// in memory once.
struct S3Payload: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    static let pieceSize = 1 << 17

    let bytes: [UInt8]
    /// Signed with the request: the store refuses bytes that are others than these.
    let hash: String

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        hash = try SHA256.digest(of: bytes).hex
    }

    func makeAsyncIterator() -> Iterator { Iterator(rest: bytes[...]) }

    struct Iterator: AsyncIteratorProtocol {
        var rest: ArraySlice<UInt8>

        mutating func next() async -> ByteBuffer? {
            guard !rest.isEmpty else { return nil }
            let piece = rest.prefix(S3Payload.pieceSize)
            rest = rest.dropFirst(piece.count)
            return ByteBuffer(bytes: piece)
        }
    }
}
