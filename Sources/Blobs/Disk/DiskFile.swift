import Cryptography
import Domain
import Glibc
import Synchronization

/// A sealed file on the disk, open for reading.
final class DiskFile: SealedFile {
    let size: Int64
    private let layout: StreamLayout
    private let descriptor: Descriptor
    private let opener: Mutex<StreamOpener>
    /// The whole file where it is small: it was opened together with the file.
    private let whole: [UInt8]?

    /// Throws `damaged` where the file is not as long as it must be or has no header; a small file is opened altogether.
    init(_ descriptor: consuming Descriptor, layout: StreamLayout, key: FileKey, id: ID<Blob>) throws {
        let status = try descriptor.status()
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size == layout.sealedSize else { throw BlobFault.damaged }
        let header = try descriptor.read(StreamLayout.headerSize)
        var opener = try StreamOpener(key: key, associated: id.bytes, layout: layout, header: header)
        whole = layout.isSmall ? try opener.open(0...layout.segmentCount - 1, of: descriptor) : nil
        size = layout.plainSize
        self.layout = layout
        self.descriptor = descriptor
        self.opener = Mutex(opener)
    }

    func read(_ range: Range<Int64>) async throws -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= size, range.count <= 1 << 20 else { throw BlobFault.outside }
        guard !range.isEmpty else { return [] }
        if let whole {
            return range == 0..<size ? whole : Array(whole[Int(range.lowerBound)..<Int(range.upperBound)])
        }
        return try await OffPool.run { try self.open(range) }
    }

    func piece(from start: Int64, in range: Range<Int64>, _ size: PieceSize) -> Range<Int64> {
        layout.piece(from: start, in: range, whole == nil ? size : .small)
    }

    private func open(_ range: Range<Int64>) throws -> [UInt8] {
        let segments = layout.segments(holding: range)
        let plain = try opener.withLock { opener in try opener.open(segments, of: descriptor) }
        return layout.cut(plain, of: segments, to: range)
    }
}

extension StreamOpener {
    /// The plain bytes of these segments, read from the disk so that nothing is moved afterwards.
    fileprivate mutating func open(
        _ segments: ClosedRange<Int64>, of descriptor: borrowing Descriptor
    ) throws -> [UInt8] {
        let layout = layout
        return try open(segments) { bodies, tags in
            var reading = ScatteredRead(segments, of: layout, bodies: bodies, tags: tags)
            try reading.run(on: descriptor, from: layout.sealedOffset(of: segments.lowerBound))
        }
    }
}
