import CQREncode

/// A text as the dark and light squares that cameras read (ISO/IEC 18004), with enough of them to spare that a seventh may be
/// damaged.
package struct QRCode: Hashable, Sendable {
    /// Squares on each side, without the quiet zone.
    package let side: Int
    /// Row by row.
    private let isDark: [Bool]

    /// Light squares that have to surround it (section 5.3.8).
    private static let quiet = 4

    /// Nil for a text that no such picture holds.
    package init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        let squares = UnsafeBufferPointer(start: code.pointee.data, count: side * side)
        isDark = squares.map { $0 & 1 == 1 }
    }

    /// The side of the whole picture, quiet zone and all.
    package var extent: Int { side + 2 * Self.quiet }

    /// The dark squares as the path of an SVG picture whose view box is `0 0 extent extent`.
    package var path: String {
        var path = ""
        for row in 0..<side {
            var column = 0
            while column < side {
                let run = isDark[(row * side + column)..<((row + 1) * side)].prefix { $0 }.count
                if run > 0 { path += "M\(column + Self.quiet) \(row + Self.quiet)h\(run)v1h-\(run)z" }
                column += run + 1
            }
        }
        return path
    }
}
