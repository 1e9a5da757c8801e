import Cryptography
import Domain
import Synchronization

/// A sealed file in an object store.
///
/// What is read in order is asked for once for many pieces, and comes no faster than it is read.
final class S3File: SealedFile {
    /// So many sealed bytes are asked for at once where reading goes on in order.
    private static let longestReach: Int64 = 8 << 20

    /// Where reading stopped, how much was asked for there, and what is still coming of it.
    private struct Progress {
        var position: Int64 = 0
        var reach: Int64 = 0
        var coming: Int64 = 0
        var stream: ObjectStream?
    }

    let size: Int64
    private let layout: StreamLayout
    private let key: String
    private let tag: String?
    private let client: S3Client
    private let opener: Mutex<StreamOpener>
    private let progress = Mutex(Progress())
    /// The whole file where it is small: it came when the file was opened.
    private let whole: [UInt8]?

    /// Asks for the header, or the whole file where it is small; `key` makes the file's key once the file is found.
    init(_ blob: StoredBlob, layout: StreamLayout, client: S3Client, key fileKey: () throws -> FileKey) async throws {
        key = client.key(of: blob.id)
        let (isSmall, sealedSize, key) = (layout.isSmall, layout.sealedSize, key)
        let asked = 0..<(isSmall ? sealedSize : Int64(StreamLayout.headerSize))
        let (tag, bytes) = try await client.noting {
            try await client.patience.run {
                let range = try await S3Range.open(asked, of: key, size: sealedSize, tag: nil, with: client)
                return (range.tag, try await range.stream.read(asked.count))
            }
        }
        let header = Array(bytes[..<StreamLayout.headerSize])
        var opener: StreamOpener
        do {
            opener = try StreamOpener(key: fileKey(), associated: blob.id.bytes, layout: layout, header: header)
        } catch let fault as CryptographyFault {
            throw fault.ofStoredFile
        }
        whole = isSmall ? try opener.open(0...layout.segmentCount - 1, of: bytes[StreamLayout.headerSize...]) : nil
        self.tag = tag
        self.layout = layout
        self.client = client
        size = layout.plainSize
        self.opener = Mutex(opener)
    }

    func read(_ range: Range<Int64>) async throws -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= size, range.count <= 1 << 20 else { throw BlobFault.outside }
        guard !range.isEmpty else { return [] }
        if let whole {
            return range == 0..<size ? whole : Array(whole[Int(range.lowerBound)..<Int(range.upperBound)])
        }
        let segments = layout.segments(holding: range)
        let sealed = try await sealed(layout.sealedRange(of: segments))
        let plain = try opener.withLock { opener in try opener.open(segments, of: sealed[...]) }
        return layout.cut(plain, of: segments, to: range)
    }

    func piece(from start: Int64, in range: Range<Int64>, _ size: PieceSize) -> Range<Int64> {
        layout.piece(from: start, in: range, whole == nil ? size : .small)
    }

    private func sealed(_ range: Range<Int64>) async throws -> [UInt8] {
        let before = progress.withLock { progress in
            defer { progress.stream = nil }
            return progress
        }
        if let stream = before.stream, before.position == range.lowerBound, before.coming >= range.count {
            do {
                let bytes = try await stream.read(range.count)
                keep(stream, at: range.upperBound, coming: before.coming - Int64(range.count), reach: before.reach)
                return bytes
            } catch is Passing {
                // A connection that waited long for a slow reader may be gone; the rest is asked for anew.
            }
        }
        // Whoever goes on where they stopped gets more at once each time.
        let goesOn = before.reach > 0 && before.position == range.lowerBound
        let reach = max(Int64(range.count), goesOn ? min(4 * before.reach, Self.longestReach) : 0)
        let end = min(layout.sealedSize, range.lowerBound + reach)
        return try await client.noting {
            try await client.patience.run {
                let stream = try await S3Range.open(
                    range.lowerBound..<end, of: key, size: layout.sealedSize, tag: tag, with: client
                ).stream
                let bytes = try await stream.read(range.count)
                keep(stream, at: range.upperBound, coming: end - range.upperBound, reach: reach)
                return bytes
            }
        }
    }

    private func keep(_ stream: ObjectStream, at position: Int64, coming: Int64, reach: Int64) {
        progress.withLock {
            $0 = Progress(
                position: position, reach: reach, coming: coming, stream: coming > 0 ? stream : nil)
        }
    }
}

extension StreamOpener {
    /// The plain bytes of these segments, whose sealed bytes are given one behind the other.
    fileprivate mutating func open(_ segments: ClosedRange<Int64>, of sealed: ArraySlice<UInt8>) throws -> [UInt8] {
        let layout = layout
        return try open(segments) { bodies, tags in
            try sealed.withUnsafeBytes { sealed in
                guard let start = sealed.baseAddress, sealed.count == layout.sealedRange(of: segments).count else {
                    throw BlobFault.damaged
                }
                var (from, body, tag) = (start, bodies, tags)
                for segment in segments {
                    let size = layout.plainRange(of: segment).count
                    body.copyMemory(from: from, byteCount: size)
                    tag.copyMemory(from: from + size, byteCount: StreamLayout.tagSize)
                    (from, body, tag) = (from + size + StreamLayout.tagSize, body + size, tag + StreamLayout.tagSize)
                }
            }
        }
    }
}
