/// Opens segments of one sealed file, in any order and each on its own.
package struct StreamOpener: ~Copyable {
    package let layout: StreamLayout
    private var cipher: SegmentCipher

    /// `header` is the file's first 40 bytes; throws `damaged` where it is no header. Whether it is *this* file's shows
    /// with the first segment.
    package init(
        key: FileKey, associated: [UInt8], layout: StreamLayout, header: [UInt8]
    ) throws(CryptographyFault) {
        guard header.count == StreamLayout.headerSize, header[0] == UInt8(StreamLayout.headerSize) else {
            throw .damaged
        }
        let salt = Array(header[1..<(1 + SegmentCipher.saltSize)])
        let prefix = Array(header[(1 + SegmentCipher.saltSize)...])
        cipher = try SegmentCipher(key: key, salt: salt, prefix: prefix, associated: associated)
        self.layout = layout
    }

    /// Opens segment `index` where it lies: `body` is its sealed bytes without the tag and becomes its plain bytes.
    ///
    /// Throws `damaged` where a bit of it differs, it is another segment, or the file was cut or grown there; then
    /// `body` must be thrown away.
    package mutating func open(
        _ body: UnsafeMutableRawBufferPointer, tag: UnsafeRawPointer, segment index: Int64
    ) throws(CryptographyFault) {
        guard let number = UInt32(exactly: index), index < layout.segmentCount else { throw .damaged }
        guard Int64(body.count) == Int64(layout.plainRange(of: index).count) else { throw .damaged }
        try cipher.open(body, tag: tag, number: number, isLast: index == layout.segmentCount - 1)
    }
}
