import Domain

/// The small XML that object stores answer with: elements and their text. Attributes are passed over; declarations of types
/// and entities are refused, and so is whatever nests deeper than their answers do.
///
/// Not an XML parser: what it cannot read is refused, never guessed at.
struct StoreDocument: Sendable {
    private(set) var name = ""
    private(set) var children: [StoreDocument] = []
    private(set) var text = ""

    private static let deepest = 8

    /// Reads the one element that everything lies in.
    init(reading bytes: [UInt8]) throws(Malformed) {
        guard let content = String(validating: bytes, as: UTF8.self) else { throw Self.refusal }
        var open = [StoreDocument()]
        var rest = content[...]
        while let start = rest.firstIndex(of: "<") {
            open[open.count - 1].text += try Self.plain(rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else { throw Self.refusal }
            try Self.take(rest[rest.index(after: start)..<end], into: &open)
            rest = rest[rest.index(after: end)...]
        }
        guard open.count == 1, open[0].children.count == 1, rest.allSatisfy(\.isWhitespace) else { throw Self.refusal }
        self = open[0].children[0]
    }

    private init() {}

    /// The text of the first element of this name in this one.
    subscript(name: String) -> String? { children.first { $0.name == name }?.text }

    /// The elements of this name in this one, in their order.
    func all(_ name: String) -> [StoreDocument] { children.filter { $0.name == name } }

    private static var refusal: Malformed { Malformed("answer", "The store's answer is no XML of the known kind.") }

    private static func take(_ tag: Substring, into open: inout [StoreDocument]) throws(Malformed) {
        guard let first = tag.first, first != "!" else { throw refusal }
        if first == "?" { return }
        if first == "/" {
            guard open.count > 1, let last = open.popLast(), last.name == localName(tag.dropFirst()) else {
                throw refusal
            }
            open[open.count - 1].children.append(last)
            return
        }
        guard open.count < deepest else { throw refusal }
        var element = StoreDocument()
        element.name = localName(tag)
        if tag.last == "/" {
            open[open.count - 1].children.append(element)
        } else {
            open.append(element)
        }
    }

    private static func localName(_ tag: Substring) -> String {
        let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
        return String(name.split(separator: ":").last ?? "")
    }

    /// The five entities that XML has without a declaration, and characters by their number.
    private static func plain(_ text: Substring) throws(Malformed) -> String {
        guard text.contains("&") else { return String(text) }
        var plain = ""
        var rest = text
        while let start = rest.firstIndex(of: "&") {
            plain += rest[..<start]
            guard let end = rest[start...].firstIndex(of: ";") else { throw refusal }
            plain.unicodeScalars.append(try scalar(rest[rest.index(after: start)..<end]))
            rest = rest[rest.index(after: end)...]
        }
        return plain + rest
    }

    private static func scalar(_ entity: Substring) throws(Malformed) -> Unicode.Scalar {
        let named: [Substring: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
        if let scalar = named[entity] { return scalar }
        let number: UInt32? =
            if entity.hasPrefix("#x") { UInt32(entity.dropFirst(2), radix: 16) } else if entity.hasPrefix("#") {
                UInt32(entity.dropFirst())
            } else { nil }
        guard let number, let scalar = Unicode.Scalar(number) else { throw refusal }
        return scalar
    }
}
