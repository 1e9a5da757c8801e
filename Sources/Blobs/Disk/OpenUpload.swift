import Cryptography
import Domain

/// The part of an upload that changes: bytes that wait, and where they go.
struct OpenUpload: ~Copyable {
    /// So many plain bytes are hashed, sealed and written in one go.
    static let batchSize = 1 << 19

    private var part: PartFile
    private var pipeline: SealingPipeline
    private var plain: [UInt8] = []
    private var sealed: [UInt8] = []
    private var received: Int64 = 0

    init(part: consuming PartFile, pipeline: consuming SealingPipeline) {
        self.part = part
        self.pipeline = pipeline
    }

    /// Keeps the bytes until `flush`; true when it is time for that.
    mutating func take(_ bytes: [UInt8], limit: Int64) throws(BlobFault) -> Bool {
        let (sum, overflow) = received.addingReportingOverflow(Int64(bytes.count))
        guard !overflow, sum <= limit else { throw .tooLarge(limit: limit) }
        received = sum
        if plain.isEmpty { plain = bytes } else { plain.append(contentsOf: bytes) }
        return plain.count >= Self.batchSize
    }

    mutating func flush() throws {
        try pipeline.update(plain, into: &sealed)
        plain.removeAll(keepingCapacity: true)
        try part.write(sealed)
        sealed.removeAll(keepingCapacity: true)
    }

    /// The last segment goes to the disk; what it all was is told.
    mutating func seal() throws -> SealedContent {
        try flush()
        let content = try pipeline.finish(into: &sealed)
        try part.write(sealed)
        return content
    }

    consuming func commit() throws(BlobFault) { try part.commit() }

    consuming func remove() { part.remove() }
}
