/// The name under which a file was sent, made safe to show and to hand to any file system.
///
/// Path parts, control characters and bidirectional overrides are gone, and it has 1 to 255 bytes (UD-03). The caller
/// hands in Unicode normalisation form C. Cleaning what was cleaned changes nothing.
package struct FileName: Hashable, Sendable {
    package let text: String

    /// Never fails: a name that has nothing left to be seen becomes `file`.
    ///
    /// Read code point by code point, so that a combining mark behind a slash or a dot cannot hide it.
    package init(cleaning raw: String) {
        guard !Self.isPlain(raw) else {
            text = raw
            return
        }
        let last = raw.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? ""[...].unicodeScalars
        var name = Self.shortened(Self.bared(Scalars(last.filter(Self.isKept))))
        if !String(name).hasInk { name = Scalars("file".unicodeScalars) }
        if Self.isReserved(name) { name = Self.shortened(Scalars("_".unicodeScalars) + name) }
        text = String(name)
    }

    /// The part after the last dot, lower-cased; empty if there is none.
    package var fileExtension: String {
        guard let dot = text.unicodeScalars.lastIndex(of: "."), dot != text.startIndex else { return "" }
        return text[text.unicodeScalars.index(after: dot)...].lowercased()
    }
}

extension FileName {
    private typealias Scalars = String.UnicodeScalarView

    private static let longest = 255

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator, .privateUse: false
        case .format: scalar == "\u{200D}"
        default: !"<>:\"|?*".unicodeScalars.contains(scalar)
        }
    }

    /// Without dots, white space and marks in front, which hide a file or cling to what is written before it, and without
    /// dots and white space at the end, which Windows drops.
    private static func bared(_ name: Scalars) -> Scalars {
        var rest = name[...]
        while let first = rest.first, isLoose(first) || clings(first) { rest.removeFirst() }
        while let last = rest.last, isLoose(last) { rest.removeLast() }
        return Scalars(rest)
    }

    private static func isLoose(_ scalar: Unicode.Scalar) -> Bool { scalar == "." || scalar.properties.isWhitespace }

    private static func clings(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isGraphemeExtend }

    /// Keeps the extension when a name has too many bytes, and cuts inside a character only if that one fills the name.
    private static func shortened(_ name: Scalars) -> Scalars {
        guard String(name).utf8.count > longest else { return name }
        var (stem, tail) = (String(name), "")
        if let dot = name.lastIndex(of: "."), String(name[dot...]).utf8.count <= 20 {
            (stem, tail) = (String(name[..<dot]), String(name[dot...]))
        }
        let room = longest - tail.utf8.count
        var kept = bared(Scalars(prefix(of: stem, bytes: room).unicodeScalars))
        if kept.isEmpty { kept = bared(Scalars(scalarPrefix(of: stem, bytes: room))) }
        return bared(kept + Scalars(tail.unicodeScalars))
    }

    /// As many whole characters from the start as fit.
    private static func prefix(of text: String, bytes room: Int) -> Substring {
        var end = text.startIndex
        while end < text.endIndex {
            let next = text.index(after: end)
            guard text.utf8.distance(from: text.startIndex, to: next) <= room else { break }
            end = next
        }
        return text[..<end]
    }

    /// As many whole code points from the start as fit.
    private static func scalarPrefix(of text: String, bytes room: Int) -> Substring.UnicodeScalarView {
        var (end, size) = (text.startIndex, 0)
        for index in text.unicodeScalars.indices {
            size += UTF8.width(text.unicodeScalars[index])
            guard size <= room else { break }
            end = text.unicodeScalars.index(after: index)
        }
        return text.unicodeScalars[..<end]
    }

    /// The device names of Windows, which count with any extension behind them.
    private static func isReserved(_ name: Scalars) -> Bool {
        let stem = String(name.split(separator: ".", maxSplits: 1)[0]).trimmed.uppercased()
        if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(stem) { return true }
        guard stem.count == 4, let digit = stem.last else { return false }
        return (stem.hasPrefix("COM") || stem.hasPrefix("LPT")) && "0123456789¹²³".contains(digit)
    }

    /// Whether the name is of the usual kind that cleaning leaves as it is: letters, digits, dots, hyphens, underscores and
    /// spaces in ASCII, the first five and the last neither dot nor space, so that no device name is among them.
    private static func isPlain(_ raw: String) -> Bool {
        guard (5...longest).contains(raw.utf8.count), let last = raw.utf8.last, isWordByte(last) else { return false }
        return raw.utf8.prefix(5).allSatisfy(isWordByte)
            && raw.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: " ") }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
