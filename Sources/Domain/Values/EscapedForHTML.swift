extension String {
    /// The text as it may stand in HTML: between tags, and in an attribute with either kind of quotation marks.
    ///
    /// Byte by byte, since a mark that follows `<` or a letter that joins what comes after it makes one character of both, which no
    /// comparison of characters takes for `<`, while every browser does.
    package var escapedForHTML: String {
        guard utf8.contains(where: { Self.reference(for: $0) != nil }) else { return self }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(utf8.count + 32)
        for byte in utf8 {
            if let reference = Self.reference(for: byte) { escaped += reference.utf8 } else { escaped.append(byte) }
        }
        return String(decoding: escaped, as: UTF8.self)
    }

    private static func reference(for byte: UInt8) -> String? {
        switch byte {
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
