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
    /// How many segments are read and opened in one go: just under a quarter of a mebibyte.
    ///
    /// A stream holds two pieces at most, the one that is written and its copy in the connection's buffer, which keeps
    /// many slow streams within a mebibyte each.
    static let segmentsPerPiece: Int64 = 4

    func plainSize(of segments: ClosedRange<Int64>) -> Int64 {
        plainRange(of: segments.upperBound).upperBound - plainRange(of: segments.lowerBound).lowerBound
    }

    /// Where these segments lie in the sealed file.
    func sealedRange(of segments: ClosedRange<Int64>) -> Range<Int64> {
        let start = sealedOffset(of: segments.lowerBound)
        return start..<(start + plainSize(of: segments) + Int64(segments.count * Self.tagSize))
    }

    /// Divides plain bytes into pieces that open no segment twice.
    func pieces(of range: Range<Int64>) -> [Range<Int64>] {
        var pieces: [Range<Int64>] = []
        let range = range.clamped(to: 0..<plainSize)
        var start = range.lowerBound
        while start < range.upperBound {
            let group = segments(holding: start..<start + 1).lowerBound / Self.segmentsPerPiece
            let end = plainRange(of: (group + 1) * Self.segmentsPerPiece - 1).upperBound
            pieces.append(start..<min(end, range.upperBound))
            start = min(end, range.upperBound)
        }
        return pieces
    }

    /// Of the plain bytes of `segments`, those of `range`.
    func cut(_ plain: [UInt8], of segments: ClosedRange<Int64>, to range: Range<Int64>) -> [UInt8] {
        if plain.count == range.count { return plain }
        let start = Int(range.lowerBound - plainRange(of: segments.lowerBound).lowerBound)
        return Array(plain[start..<start + range.count])
    }
}
