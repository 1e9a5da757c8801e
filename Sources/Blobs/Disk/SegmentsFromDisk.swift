import Cryptography

extension StreamOpener {
    /// The plain bytes of these segments, read and opened; all of them are genuine, or it throws.
    mutating func open(_ segments: ClosedRange<Int64>, of descriptor: borrowing Descriptor) throws -> [UInt8] {
        let size =
            layout.plainRange(of: segments.upperBound).upperBound
            - layout.plainRange(of: segments.lowerBound).lowerBound
        var tags = [UInt8](repeating: 0, count: segments.count * StreamLayout.tagSize)
        return try tags.withUnsafeMutableBytes { tags in
            // One byte more, since memory of no bytes has no address.
            try [UInt8](unsafeUninitializedCapacity: Int(size) + 1) { bodies, count in
                guard let tags = tags.baseAddress, let body = bodies.baseAddress else { throw BlobFault.damaged }
                let bodies = UnsafeMutableRawPointer(body)
                var reading = ScatteredRead(segments, of: layout, bodies: bodies, tags: tags)
                try reading.run(on: descriptor, from: layout.sealedOffset(of: segments.lowerBound))
                try open(segments, bodies: bodies, tags: tags)
                count = Int(size)
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
