import Actions
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A submitted form with files, read as it comes: its parts in order, each taken chunk by chunk (RFC 7578).
///
/// At most 100 parts (UD-01). Used by one task: take a part with `next`, then its content with `chunk` or `text`; what is left of
/// a part is skipped when the next is taken.
final class Multipart {
    static let mostParts = 100

    private var chunks: PacedBody.Iterator
    private var reader: MultipartReader
    private var parts = 0

    /// Throws 415 for any other kind of content, 413 for more than `limit` bytes in all.
    convenience init(reading request: Request, limit: Int64) throws {
        guard let boundary = MultipartBoundary(contentType: request.headers[.contentType] ?? "") else {
            throw Refusal.status(415)
        }
        self.init(try PacedBody(request, limit: limit), boundary: boundary)
    }

    init(_ body: PacedBody, boundary: MultipartBoundary) {
        chunks = body.makeAsyncIterator()
        reader = MultipartReader(boundary)
    }

    /// The head of the next part; nil after the last.
    func next() async throws -> MultipartPart? {
        while try await chunk() != nil {}
        while true {
            switch try step() {
            case .part(let part):
                parts += 1
                guard parts <= Self.mostParts else { throw Refusal.status(413) }
                return part
            case .end: return nil
            case .content: throw Refusal.status(400)
            case .endOfPart: continue
            case .needsMore: try await feed()
            }
        }
    }

    /// The next bytes of the part at hand, never none; nil at its end.
    func chunk() async throws -> [UInt8]? {
        while reader.isInPart {
            switch try step() {
            case .content(let bytes): return bytes
            case .needsMore: try await feed()
            case .endOfPart, .part, .end: return nil
            }
        }
        return nil
    }

    /// The whole content of a part that is a text field; 413 beyond `limit` bytes.
    func text(limit: Int) async throws -> String {
        var bytes: [UInt8] = []
        while let chunk = try await chunk() {
            bytes += chunk
            guard bytes.count <= limit else { throw Refusal.status(413) }
        }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self)?.composed else {
            throw Refusal.status(400)
        }
        return text
    }

    private func step() throws(Refusal) -> MultipartReader.Step {
        do {
            return try reader.step()
        } catch {
            throw .status(400)
        }
    }

    private func feed() async throws {
        guard let chunk = try await chunks.next() else { throw Refusal.status(400) }
        reader.append(chunk.readableBytesView)
    }
}
