/// The bytes of one run, taken from the front: first what decides, then what the parser gets. Past the end it gives zeros.
struct FuzzInput {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

    var isEmpty: Bool { bytes.isEmpty }

    mutating func byte() -> UInt8 { bytes.popFirst() ?? 0 }

    /// Eight bytes, the least significant first.
    mutating func word() -> UInt64 {
        (0..<8).reduce(0) { word, index in word | UInt64(byte()) << UInt64(8 * index) }
    }

    /// A number below `bound`.
    mutating func index(below bound: Int) -> Int { Int(byte()) % max(1, bound) }

    /// What stands before the next line feed, which is taken too.
    mutating func line() -> [UInt8] {
        let line = Array(bytes.prefix { $0 != 10 })
        bytes = bytes.dropFirst(line.count + 1)
        return line
    }

    /// All that is left.
    mutating func rest() -> [UInt8] {
        defer { bytes = [] }
        return Array(bytes)
    }

    /// All that is left, as text in which no byte is wrong.
    mutating func text() -> String { String(decoding: rest(), as: UTF8.self) }
}

extension [UInt8] {
    /// The same bytes in pieces whose sizes follow from `pattern`: one byte each for 0, else sizes that change.
    func pieces(_ pattern: UInt8) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = self[...]
        var size = Swift.max(1, Int(pattern))
        while !rest.isEmpty {
            pieces.append(rest.prefix(size))
            rest = rest.dropFirst(size)
            size = pattern == 0 ? 1 : size * 7 % 61 + 1
        }
        return pieces
    }
}
