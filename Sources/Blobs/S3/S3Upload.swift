import Cryptography
import Domain
import NIOHTTP1

/// A file on its way to an object store: sealed as it comes, and sent whenever there is enough for a part. What is small goes
/// in one piece at the end.
///
/// One part is in memory at a time; while it is sent, who brings the file waits.
actor S3Upload: SealedUpload {
    /// For a part and what may come beyond its end, so that growing never holds a part twice.
    private static let room = MultipartUpload.partSize + (1 << 20)

    nonisolated let id: ID<Blob>
    private let wrappedKey: String
    private let limit: Int64
    private let client: S3Client
    private var pipeline: SealingPipeline
    private var sealed: [UInt8] = []
    private var received: Int64 = 0
    private var parts: MultipartUpload?
    private var isOver = false
    /// Whether the store was asked to show the file under its key.
    private var mayBeThere = false

    init(id: ID<Blob>, wrappedKey: String, limit: Int64, client: S3Client, pipeline: consuming sending SealingPipeline)
    {
        self.id = id
        self.wrappedKey = wrappedKey
        // The store's own limit on one file: ten thousand parts.
        let most = StreamLayout(sealedSize: Int64(MultipartUpload.partSize) * Int64(MultipartUpload.mostParts))
        self.limit = min(limit, most?.plainSize ?? limit)
        self.client = client
        self.pipeline = pipeline
        sealed.reserveCapacity(Self.room)
    }

    func append(_ bytes: [UInt8]) async throws {
        try await step {
            let (sum, overflow) = received.addingReportingOverflow(Int64(bytes.count))
            guard !overflow, sum <= limit else { throw BlobFault.tooLarge(limit: limit) }
            received = sum
            try pipeline.update(bytes, into: &sealed)
            while sealed.count > MultipartUpload.partSize { try await sendPart(of: MultipartUpload.partSize) }
        }
    }

    func finish() async throws -> FinishedUpload {
        try await step {
            let content = try pipeline.finish(into: &sealed)
            let blob = StoredBlob(id: id, size: content.size, wrappedKey: wrappedKey)
            guard let layout = StreamLayout(plainSize: content.size) else { throw BlobFault.tooLarge(limit: limit) }
            try await sendRest(size: layout.sealedSize)
            guard !isOver else { throw BlobFault.over }
            isOver = true
            return FinishedUpload(blob: blob, sha256: content.sha256, opening: content.opening)
        }
    }

    func abandon() async {
        guard !isOver else { return }
        await end()
    }

    /// Whatever fails ends the upload: what was stored of it is removed.
    private func step<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        guard !isOver else { throw BlobFault.over }
        do {
            return try await body()
        } catch {
            if !isOver { await end() }
            throw error
        }
    }

    private func sendPart(of size: Int) async throws {
        let payload = try S3Payload(takePart(of: size))
        var upload: MultipartUpload
        if let parts {
            upload = parts
        } else {
            upload = try await MultipartUpload.begin(client.key(of: id), with: client)
            parts = upload
        }
        try await upload.add(payload)
        guard !isOver else { throw BlobFault.over }
        parts = upload
    }

    private func takePart(of size: Int) -> [UInt8] {
        var part: [UInt8] = []
        swap(&part, &sealed)
        sealed.reserveCapacity(Self.room)
        sealed.append(contentsOf: part[size...])
        part.removeLast(part.count - size)
        return part
    }

    /// Returns once the store holds the file in the size that it must have.
    private func sendRest(size: Int64) async throws {
        let key = client.key(of: id)
        if parts == nil {
            mayBeThere = true
            _ = try await client.ask(S3Question(.PUT, key, payload: S3Payload(takePart(of: sealed.count))))
        } else {
            try await sendPart(of: sealed.count)
            mayBeThere = true
            try await parts?.complete(size: size)
        }
        guard try await client.size(of: key) == size else { throw BlobFault.unconfirmed }
    }

    /// Goes on where the one who brought the file was told to stop. What cannot be removed now is found by the sweep.
    private func end() async {
        isOver = true
        sealed = []
        let (client, key, parts, mayBeThere) = (client, client.key(of: id), parts, mayBeThere)
        self.parts = nil
        await Task {
            try? await parts?.abort()
            if mayBeThere { _ = try? await client.once(S3Question(.DELETE, key), within: .seconds(5)) }
        }.value
    }
}
