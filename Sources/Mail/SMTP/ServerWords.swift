/// What another mail server said, made safe to store and show: one line, no control or direction characters, at most
/// 500 characters.
package struct ServerWords: Hashable, Sendable {
    package let text: String

    /// Where a server said nothing.
    package static let none = ServerWords(cleaning: "")

    package init(cleaning raw: String) {
        var kept = String.UnicodeScalarView()
        var afterSpace = true
        for scalar in raw.unicodeScalars.prefix(5000) {
            let isSpace = Self.isRefused(scalar) || scalar.properties.isWhitespace
            if isSpace, afterSpace { continue }
            kept.append(isSpace ? " " : scalar)
            afterSpace = isSpace
        }
        // Cut by scalars too: one character can be built from thousands of combining marks.
        let line = String(String(String.UnicodeScalarView(kept.prefix(500))).prefix(500))
        text = line.last == " " ? String(line.dropLast()) : line
    }

    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
