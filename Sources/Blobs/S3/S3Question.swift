import NIOCore
import NIOHTTP1

/// What is asked of a bucket, or of the file under a key in it.
struct S3Question: Sendable {
    let method: HTTPMethod
    /// Nil asks the bucket.
    let key: String?
    var query: [(name: String, value: String)] = []
    var headers: [(name: String, value: String)] = []
    var payload: S3Payload?

    init(
        _ method: HTTPMethod, _ key: String?, query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = [], payload: S3Payload? = nil
    ) {
        self.method = method
        self.key = key
        self.query = query
        self.headers = headers
        self.payload = payload
    }
}
