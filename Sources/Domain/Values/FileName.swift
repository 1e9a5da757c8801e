/// The name under which a file was sent, made safe to show and to hand to any file system.
///
/// Path parts, control characters and bidirectional overrides are gone, and it has 1 to 255 bytes (UD-03). The caller
/// hands in Unicode normalisation form C.
package struct FileName: Hashable, Sendable {
    package let text: String

    /// Never fails: a name that has nothing left becomes `file`.
    package init(cleaning raw: String) {
        let last = raw.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        var kept = String.UnicodeScalarView()
        for scalar in last.unicodeScalars where !Self.isRefused(scalar) { kept.append(scalar) }
        var name = String(kept).trimmed
        while name.last == "." || name.last == " " { name.removeLast() }
        while name.first == "." { name.removeFirst() }
        name = Self.shortened(name.trimmed)
        if name.isEmpty { name = "file" }
        if Self.isReserved(name) { name = "_" + name }
        text = name
    }

    /// The part after the last dot, lower-cased; empty if there is none.
    package var fileExtension: String {
        guard let dot = text.lastIndex(of: "."), dot != text.startIndex else { return "" }
        return text[text.index(after: dot)...].lowercased()
    }

    private static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator, .privateUse: return true
        case .format: return scalar != "\u{200D}"
        default: return "<>:\"|?*".unicodeScalars.contains(scalar)
        }
    }

    /// Keeps the extension when a name is over 255 bytes, and never cuts inside a character.
    private static func shortened(_ name: String) -> String {
        guard name.utf8.count > 255 else { return name }
        var stem = name[...]
        var tail = ""
        if let dot = name.lastIndex(of: "."), name[dot...].utf8.count <= 20 {
            stem = name[..<dot]
            tail = String(name[dot...])
        }
        while stem.utf8.count + tail.utf8.count > 255, !stem.isEmpty { stem = stem.dropLast() }
        return String(stem) + tail
    }

    private static func isReserved(_ name: String) -> Bool {
        let stem = name.split(separator: ".", omittingEmptySubsequences: false)[0].uppercased()
        if ["CON", "PRN", "AUX", "NUL"].contains(stem) { return true }
        guard stem.count == 4, let digit = stem.last else { return false }
        return (stem.hasPrefix("COM") || stem.hasPrefix("LPT")) && ("1"..."9").contains(digit)
    }
}
