import AsyncHTTPClient
import Cryptography
import Domain
import NIOCore
import NIOHTTP1
import Synchronization

/// Speaks with one bucket. Its connections close when the last reference goes.
final class S3Client: Sendable {
    let location: S3Location
    let patience: S3Patience
    let world: any World
    private let isEncrypted: Bool
    private let authority: String
    private let root: String
    private let signer: S3Signer
    private let http: HTTPClient
    private let isReached = Atomic(true)

    init(_ location: S3Location, access: S3Access, patience: S3Patience, world: any World) {
        self.location = location
        self.patience = patience
        self.world = world
        isEncrypted = access.isEncrypted
        (authority, root) = access.address(of: location.bucket)
        signer = S3Signer(credentials: access.credentials, region: access.region)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(
                connect: TimeAmount(patience.connection), read: TimeAmount(patience.silence),
                write: TimeAmount(patience.silence)))
        configuration.httpVersion = .http1Only
        // A download holds its connection for as long as its reader takes.
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1024
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }

    deinit { http.shutdown { _ in } }

    /// Whether the store answered when it was last asked, and took our signature.
    var isAnswering: Bool { isReached.load(ordering: .acquiring) }

    func key(of id: ID<Blob>) -> String { location.prefix + id.text }

    /// The whole answer, asked for again while faults may pass. Only for what may be sent twice.
    func ask(_ question: S3Question) async throws -> S3Answer {
        try await noting { try await patience.run { try await once(question) } }
    }

    /// The sealed bytes under this key, or nil where there is no such file.
    func size(of key: String) async throws -> Int64? {
        try await noting { try await patience.run { try await sizeNow(of: key) } }
    }

    /// The same, asked once.
    func sizeNow(of key: String) async throws -> Int64? {
        do {
            let answer = try await once(S3Question(.HEAD, key))
            return answer.headers.first(name: "content-length").flatMap { Int64($0) }
        } catch BlobFault.missing {
            return nil
        }
    }

    /// One attempt; throws for everything but an answer of the 200s.
    func once(_ question: S3Question, within time: Duration? = nil) async throws -> S3Answer {
        let response = try await send(question, within: time)
        let answer = try await whole(response)
        guard answer.isGood else { throw answer.refusal() }
        return answer
    }

    /// One attempt of which the body has not come yet.
    func send(_ question: S3Question, within time: Duration? = nil) async throws -> HTTPClientResponse {
        let path = question.key.map { root + $0 } ?? (root == "/" ? root : String(root.dropLast()))
        let request = S3Request(
            question.method.rawValue, authority: authority, path: path, query: question.query,
            headers: question.headers, payloadHash: question.payload?.hash ?? S3Request.emptyHash)
        let query = request.encodedQuery
        var message = HTTPClientRequest(
            url:
                "\(isEncrypted ? "https" : "http")://\(authority)\(request.encodedPath)\(query.isEmpty ? "" : "?")\(query)"
        )
        message.method = question.method
        for (name, value) in try signer.headers(for: request, at: world.now()) {
            message.headers.add(name: name, value: value)
        }
        if let payload = question.payload {
            message.body = .stream(payload, length: .known(Int64(payload.bytes.count)))
        }
        do {
            return try await http.execute(message, timeout: TimeAmount(time ?? patience.answer))
        } catch {
            throw Self.fault(error)
        }
    }

    /// The rest of an answer that is short.
    func whole(_ response: HTTPClientResponse) async throws -> S3Answer {
        do {
            let body = try await response.body.collect(upTo: S3Answer.largestBody)
            return S3Answer(
                status: response.status.code, headers: response.headers, body: Array(body.readableBytesView))
        } catch {
            throw Self.fault(error)
        }
    }

    /// Remembers whether the store answered.
    func noting<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        do {
            let result = try await body()
            isReached.store(true, ordering: .releasing)
            return result
        } catch let fault as BlobFault {
            isReached.store(fault.isOfOneFile, ordering: .releasing)
            throw fault
        }
    }

    /// What a connection that did not come about or did not last means; being told to stop stays what it is.
    static func fault(_ error: any Error) -> any Error {
        switch error {
        case is CancellationError, is Passing, is BlobFault: error
        case let error as HTTPClientError where error == .cancelled: CancellationError()
        case is NIOTooManyBytesError: BlobFault.answered(status: 200)
        default: Passing(fault: .unreachable)
        }
    }
}

extension BlobFault {
    /// Whether the store was there and willing, and only this file is in trouble.
    fileprivate var isOfOneFile: Bool {
        switch self {
        case .tooLarge, .missing, .damaged, .noKey, .outside, .over: true
        default: false
        }
    }
}
