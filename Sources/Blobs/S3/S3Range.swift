import AsyncHTTPClient
import NIOHTTP1

/// A store's answer to a question for some bytes of a file, checked against what the file must be.
struct S3Range {
    /// Names this content: another one under the same key has another.
    let tag: String?
    let stream: ObjectStream

    /// Asks for `range` of a file of `size` sealed bytes; throws `damaged` where it has another size, or is no longer the one
    /// that `tag` names.
    static func open(
        _ range: Range<Int64>, of key: String, size: Int64, tag: String?, with client: S3Client
    ) async throws -> S3Range {
        var headers = [("range", "bytes=\(range.lowerBound)-\(range.upperBound - 1)")]
        if let tag { headers.append(("if-match", tag)) }
        let response = try await client.send(S3Question(.GET, key, headers: headers))
        switch response.status {
        case .partialContent:
            guard let place = ContentRange(response.headers), place.start == range.lowerBound, place.size == size,
                place.end == min(range.upperBound, size)
            else { throw BlobFault.damaged }
        case .ok:
            // Some stores say so where the range is the whole file.
            let length = response.headers.first(name: "content-length").flatMap { Int64($0) }
            guard range.lowerBound == 0, length == size, range.upperBound == size else { throw BlobFault.damaged }
        default:
            throw try await client.whole(response).refusal()
        }
        let answered = response.headers.first(name: "etag")
        guard tag == nil || answered == nil || answered == tag else { throw BlobFault.damaged }
        return S3Range(tag: answered, stream: ObjectStream(response.body, count: Int64(range.count)))
    }
}

/// `bytes 0-499/1234`
private struct ContentRange {
    let start: Int64
    /// Behind the last byte.
    let end: Int64
    let size: Int64

    init?(_ headers: HTTPHeaders) {
        guard let text = headers.first(name: "content-range"), text.hasPrefix("bytes ") else { return nil }
        let parts = text.dropFirst(6).split { $0 == "-" || $0 == "/" }
        guard parts.count == 3, let start = Int64(parts[0]), let last = Int64(parts[1]), let size = Int64(parts[2]),
            last >= start, last < size
        else { return nil }
        self.start = start
        end = last + 1
        self.size = size
    }
}
