import Domain
import NIOHTTP1

/// A file that goes to the store in parts. Nobody can see it before `complete`.
struct MultipartUpload: Sendable {
    /// The smallest part that stores take, but for the last.
    static let partSize = 5 << 20
    static let mostParts = 10_000

    private let client: S3Client
    private let key: String
    private let number: String
    private var tags: [String] = []

    static func begin(_ key: String, with client: S3Client) async throws -> MultipartUpload {
        let answer = try await client.ask(S3Question(.POST, key, query: [("uploads", "")]))
        guard let number = try answer.document()["UploadId"], !number.isEmpty else {
            throw BlobFault.answered(status: Int(answer.status))
        }
        return MultipartUpload(client: client, key: key, number: number)
    }

    private init(client: S3Client, key: String, number: String) {
        self.client = client
        self.key = key
        self.number = number
    }

    /// The next part. Sent again it takes the place of itself.
    mutating func add(_ payload: S3Payload) async throws {
        let query = [("partNumber", "\(tags.count + 1)"), ("uploadId", number)]
        let answer = try await client.ask(S3Question(.PUT, key, query: query, payload: payload))
        guard let tag = answer.headers.first(name: "etag") else {
            throw BlobFault.answered(status: Int(answer.status))
        }
        tags.append(tag)
    }

    /// Makes one file of the parts. An answer that did not come, or speaks of a fault, may belong to a file that is there all
    /// the same: so the store is looked at before it is asked again.
    func complete(size: Int64) async throws {
        let parts = tags.enumerated().map { index, tag in
            "<Part><PartNumber>\(index + 1)</PartNumber><ETag>\(Self.escape(tag))</ETag></Part>"
        }
        let text = "<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>"
        let question = S3Question(
            .POST, key, query: [("uploadId", number)], headers: [("content-type", "application/xml")],
            payload: try S3Payload(Array(text.utf8)))
        try await client.noting {
            try await client.patience.run {
                do {
                    try await completeOnce(question)
                } catch let fault where !(fault is CancellationError) {
                    guard try await client.sizeNow(of: key) == size else { throw fault }
                }
            }
        }
    }

    /// Throws the parts away. Tried once: what stays is swept.
    func abort() async throws {
        _ = try await client.once(S3Question(.DELETE, key, query: [("uploadId", number)]), within: .seconds(5))
    }

    private func completeOnce(_ question: S3Question) async throws {
        let answer = try await client.once(question)
        // The head of this answer goes out before the work is done; what came of it stands in the body.
        guard try answer.document().name == "CompleteMultipartUploadResult" else {
            throw Passing(fault: .answered(status: Int(answer.status)))
        }
    }

    private static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
