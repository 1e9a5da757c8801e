/// How plain bytes lie in a sealed file: a header of 40 bytes, then segments of 64 KiB, of which the last may be
/// shorter.
///
/// Google Tink's streaming AEAD AES256-GCM-HKDF with 64 KiB ciphertext segments: the first segment is shorter by the
/// header, and each carries its tag of 16 bytes at its end. An empty file has one empty segment.
package struct StreamLayout: Hashable, Sendable {
    package static let segmentSize = 1 << 16
    package static let headerSize = 40
    package static let tagSize = 16
    /// Plain bytes of every segment but the first and the last.
    package static let segmentPlainSize = segmentSize - tagSize
    package static let firstPlainSize = segmentPlainSize - headerSize
    /// The segment number has 32 bits; this is 256 TiB.
    package static let mostSegments: Int64 = 1 << 32

    package let plainSize: Int64

    /// Nil for a size that no file can have.
    package init?(plainSize: Int64) {
        guard plainSize >= 0, plainSize <= Self.mostSegments * Int64(Self.segmentPlainSize) - Int64(Self.headerSize)
        else {
            return nil
        }
        self.plainSize = plainSize
    }

    /// Nil for a size that no sealed file has.
    package init?(sealedSize: Int64) {
        guard sealedSize >= Int64(Self.headerSize + Self.tagSize) else { return nil }
        let segments = (sealedSize - 1) / Int64(Self.segmentSize) + 1
        self.init(plainSize: sealedSize - Int64(Self.headerSize) - segments * Int64(Self.tagSize))
        guard self.sealedSize == sealedSize else { return nil }
    }

    package var segmentCount: Int64 {
        let full = Int64(Self.segmentPlainSize)
        return max(1, (plainSize + Int64(Self.headerSize) + full - 1) / full)
    }

    /// Two segments at most: such a file is opened altogether, since a change of thread costs more than that.
    package var isSmall: Bool { segmentCount <= 2 }

    package var sealedSize: Int64 {
        plainSize + Int64(Self.headerSize) + segmentCount * Int64(Self.tagSize)
    }

    /// The plain bytes that segment `index` holds; none beyond the last.
    package func plainRange(of index: Int64) -> Range<Int64> {
        let start = index == 0 ? 0 : index * Int64(Self.segmentPlainSize) - Int64(Self.headerSize)
        let end = (index + 1) * Int64(Self.segmentPlainSize) - Int64(Self.headerSize)
        return min(start, plainSize)..<min(end, plainSize)
    }

    /// Where segment `index` begins in the sealed file; the first stands behind the header.
    package func sealedOffset(of index: Int64) -> Int64 {
        index == 0 ? Int64(Self.headerSize) : index * Int64(Self.segmentSize)
    }

    /// The segments that hold these plain bytes; the bytes must lie in the file and be at least one.
    package func segments(holding range: Range<Int64>) -> ClosedRange<Int64> {
        precondition(
            !range.isEmpty && range.lowerBound >= 0 && range.upperBound <= plainSize, "The range lies in the file.")
        let header = Int64(Self.headerSize)
        let full = Int64(Self.segmentPlainSize)
        return (range.lowerBound + header) / full...(range.upperBound - 1 + header) / full
    }
}
