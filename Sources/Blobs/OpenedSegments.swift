import Cryptography

extension StreamOpener {
    /// The plain bytes of these segments, all of them genuine, or it throws `damaged`.
    ///
    /// `fill` puts the segments' sealed bytes where they are opened: the bodies one behind the other at the first address,
    /// their tags at the second.
    mutating func open(
        _ segments: ClosedRange<Int64>,
        fill: (_ bodies: UnsafeMutableRawPointer, _ tags: UnsafeMutableRawPointer) throws -> Void
    ) throws -> [UInt8] {
        let size = Int(layout.plainSize(of: segments))
        var tags = [UInt8](repeating: 0, count: segments.count * StreamLayout.tagSize)
        return try tags.withUnsafeMutableBytes { tags in
            // One byte more, since memory of no bytes has no address.
            try [UInt8](unsafeUninitializedCapacity: size + 1) { bodies, count in
                guard let tags = tags.baseAddress, let body = bodies.baseAddress else { throw BlobFault.damaged }
                let bodies = UnsafeMutableRawPointer(body)
                try fill(bodies, tags)
                try open(segments, bodies: bodies, tags: tags)
                count = size
            }
        }
    }

    private mutating func open(
        _ segments: ClosedRange<Int64>, bodies: UnsafeMutableRawPointer, tags: UnsafeMutableRawPointer
    ) throws(BlobFault) {
        var body = bodies
        var tag = tags
        for segment in segments {
            let size = layout.plainRange(of: segment).count
            do {
                try open(UnsafeMutableRawBufferPointer(start: body, count: size), tag: tag, segment: segment)
            } catch {
                throw BlobFault.damaged
            }
            body += size
            tag += StreamLayout.tagSize
        }
    }
}

extension StreamLayout {
    func plainSize(of segments: ClosedRange<Int64>) -> Int64 {
        plainRange(of: segments.upperBound).upperBound - plainRange(of: segments.lowerBound).lowerBound
    }

    /// Where these segments lie in the sealed file.
    func sealedRange(of segments: ClosedRange<Int64>) -> Range<Int64> {
        let start = sealedOffset(of: segments.lowerBound)
        return start..<(start + plainSize(of: segments) + Int64(segments.count * Self.tagSize))
    }

    /// The plain bytes of `range` from `start` to the end of their group of segments.
    func piece(from start: Int64, in range: Range<Int64>, _ size: PieceSize) -> Range<Int64> {
        let range = range.clamped(to: 0..<plainSize)
        guard range.contains(start) else { return range.upperBound..<range.upperBound }
        let group = segments(holding: start..<start + 1).lowerBound / size.segments
        let end = plainRange(of: (group + 1) * size.segments - 1).upperBound
        return start..<min(end, range.upperBound)
    }

    /// Of the plain bytes of `segments`, those of `range`.
    func cut(_ plain: [UInt8], of segments: ClosedRange<Int64>, to range: Range<Int64>) -> [UInt8] {
        if plain.count == range.count { return plain }
        let start = Int(range.lowerBound - plainRange(of: segments.lowerBound).lowerBound)
        return Array(plain[start..<start + range.count])
    }
}
