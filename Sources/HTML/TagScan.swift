/// Reads over one tag as the tokenizer of HTML does, only to count: it decides nothing about meaning.
struct TagScan {
    private let bytes: [UInt8]
    private let end: Int
    private(set) var position: Int
    private(set) var attributes = 0
    private var name = ""

    /// The elements of the "list of active formatting elements", but for `a`, which is never open twice.
    private static let formatting: Set<String> = [
        "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
    ]

    /// `start` is the index of `<`; nothing beyond `limit` bytes after it is read.
    init(_ bytes: [UInt8], after start: Int, limit: Int) {
        self.bytes = bytes
        position = start + 1
        end = min(bytes.count, start + limit)
    }

    var isFormatting: Bool { Self.formatting.contains(name) }

    /// The tag goes on where we stopped. One that the input itself cuts off is none.
    var isTooLong: Bool { position >= end && end < bytes.count }

    /// False where no tag begins, so that nothing is to be counted.
    mutating func readName() -> Bool {
        if current == UInt8(ascii: "/") { position += 1 }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard let first = current, letters.contains(first | 0x20) else { return false }
        while let byte = current, !isSpace(byte), byte != UInt8(ascii: "/"), byte != UInt8(ascii: ">") {
            if name.utf8.count < 8 { name.unicodeScalars.append(Unicode.Scalar(byte | 0x20)) }
            position += 1
        }
        return true
    }

    /// False at the end of the tag or of what may be read.
    mutating func readAttribute() -> Bool {
        while let byte = current, isSpace(byte) || byte == UInt8(ascii: "/") { position += 1 }
        guard let first = current, first != UInt8(ascii: ">") else { return false }
        attributes += 1
        position += 1
        while let byte = current, !isSpace(byte), !"/>=".utf8.contains(byte) { position += 1 }
        skipSpace()
        guard current == UInt8(ascii: "=") else { return true }
        position += 1
        skipSpace()
        readValue()
        return true
    }

    private mutating func readValue() {
        if let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            position += 1
            while let byte = current, byte != quote { position += 1 }
            if current != nil { position += 1 }
        } else {
            while let byte = current, !isSpace(byte), byte != UInt8(ascii: ">") { position += 1 }
        }
    }

    private mutating func skipSpace() {
        while let byte = current, isSpace(byte) { position += 1 }
    }

    private var current: UInt8? { position < end ? bytes[position] : nil }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0a || byte == 0x09 || byte == 0x0c || byte == 0x0d
    }
}
