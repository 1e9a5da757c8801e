/// Why a text is not a JSON text that we read.
enum JSONFault: Error, Hashable, Sendable {
    /// Not UTF-8, or not in the grammar of RFC 8259; counted in bytes from 0.
    case syntax(at: Int)
    /// Readable, but with a name twice in one object or too deep.
    case mistake(Mistake)
}

/// Reads a JSON text strictly: the grammar of RFC 8259 and nothing beside it, each name once, at most 32 levels deep (RL-06).
///
/// The caller bounds the size. Numbers are never made floating-point numbers; half a surrogate pair is refused.
struct JSONReader {
    static let deepest = 32

    let bytes: [UInt8]
    var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func read(_ bytes: [UInt8]) throws(JSONFault) -> JSON {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .syntax(at: 0) }
        var reader = JSONReader(bytes)
        let value = try reader.value(at: .whole, depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.fault }
        return value
    }

    var fault: JSONFault { .syntax(at: position) }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Takes this byte if it is the next one.
    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private mutating func value(at pointer: JSONPointer, depth: Int) throws(JSONFault) -> JSON {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(at: pointer, depth: deeper(depth, pointer))
        case UInt8(ascii: "["): return try list(at: pointer, depth: deeper(depth, pointer))
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .yesNo(true))
        case UInt8(ascii: "f"): return try word("false", .yesNo(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private func deeper(_ depth: Int, _ pointer: JSONPointer) throws(JSONFault) -> Int {
        guard depth < Self.deepest else {
            throw .mistake(Mistake(pointer, "Use at most \(Self.deepest) levels of lists and objects."))
        }
        return depth + 1
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
        let length = word.utf8CodeUnitCount
        guard bytes[position...].prefix(length).elementsEqual("\(word)".utf8) else { throw fault }
        position += length
        return value
    }

    private mutating func list(at pointer: JSONPointer, depth: Int) throws(JSONFault) -> JSON {
        position += 1
        var items: [JSON] = []
        skipSpace()
        if take("]") { return .list(items) }
        while true {
            items.append(try value(at: pointer.item(items.count), depth: depth))
            skipSpace()
            if take("]") { return .list(items) }
            guard take(",") else { throw fault }
        }
    }

    private mutating func object(at pointer: JSONPointer, depth: Int) throws(JSONFault) -> JSON {
        position += 1
        var members: [JSON.Member] = []
        var names: Set<String> = []
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw fault }
            let name = try string()
            let place = pointer.member(name)
            guard names.insert(name).inserted else { throw .mistake(Mistake(place, "This name stands here twice.")) }
            skipSpace()
            guard take(":") else { throw fault }
            members.append(JSON.Member(name: name, value: try value(at: place, depth: depth)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw fault }
        }
    }
}
