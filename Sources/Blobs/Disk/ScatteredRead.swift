import Cryptography
import Glibc

/// Reads segments in one call of the system so that their plain bytes come to lie side by side and their tags apart:
/// nothing is moved afterwards.
struct ScatteredRead {
    private var parts: [iovec] = []

    /// Each segment's body goes to `bodies` one behind the other, each tag to `tags`.
    init(
        _ segments: ClosedRange<Int64>, of layout: StreamLayout, bodies: UnsafeMutableRawPointer,
        tags: UnsafeMutableRawPointer
    ) {
        parts.reserveCapacity(2 * segments.count)
        var body = bodies
        for (index, segment) in segments.enumerated() {
            let size = layout.plainRange(of: segment).count
            parts.append(iovec(iov_base: body, iov_len: size))
            parts.append(iovec(iov_base: tags + index * StreamLayout.tagSize, iov_len: StreamLayout.tagSize))
            body += size
        }
    }

    /// Throws `damaged` where the file ends too early.
    mutating func run(on descriptor: borrowing Descriptor, from start: Int64) throws(BlobFault) {
        var offset = start
        while !parts.isEmpty {
            let count = preadv(descriptor.number, parts, Int32(parts.count), off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw BlobFault(errno: errno) }
            let wanted = parts.reduce(0) { $0 + $1.iov_len }
            guard count > 0 || wanted == 0 else { throw .damaged }
            offset += Int64(count)
            skip(count)
        }
    }

    private mutating func skip(_ count: Int) {
        var left = count
        while let part = parts.first, part.iov_len <= left {
            left -= part.iov_len
            parts.removeFirst()
        }
        guard left > 0, let part = parts.first else { return }
        parts[0] = iovec(iov_base: part.iov_base + left, iov_len: part.iov_len - left)
    }
}
