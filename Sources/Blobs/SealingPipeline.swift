import Cryptography
import Domain

/// What happens to plain bytes on their way into any store: counted, hashed, sealed.
struct SealingPipeline: ~Copyable {
    /// Enough for every format that is known by its first bytes.
    static let openingSize = 512

    private var sealer: StreamSealer
    private var hash: SHA256
    private var opening: [UInt8] = []
    private var size: Int64 = 0

    init(sealer: consuming StreamSealer) throws {
        self.sealer = sealer
        hash = try SHA256()
    }

    /// What can be stored of it so far is appended to `sealed`.
    mutating func update(_ plain: [UInt8], into sealed: inout [UInt8]) throws {
        if opening.count < Self.openingSize {
            opening.append(contentsOf: plain.prefix(Self.openingSize - opening.count))
        }
        size += Int64(plain.count)
        try plain.withUnsafeBytes { bytes in
            try hash.update(bytes)
            try sealer.update(bytes, into: &sealed)
        }
    }

    /// Appends the rest to `sealed`, and tells what it was.
    mutating func finish(into sealed: inout [UInt8]) throws -> SealedContent {
        try sealer.finish(into: &sealed)
        return SealedContent(size: size, sha256: try hash.finish(), opening: opening)
    }
}

/// What went through.
struct SealedContent: Sendable {
    let size: Int64
    let sha256: SHA256Digest
    let opening: [UInt8]
}
