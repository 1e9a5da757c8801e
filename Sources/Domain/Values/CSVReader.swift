/// Takes the rows of a CSV file one by one from its bytes, which are UTF-8.
struct CSVReader {
    private let bytes: ArraySlice<UInt8>
    private let separator: UInt8
    private var position: Int
    private var line = 1

    private static let (quote, newline, back) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
        separator = Self.separator(of: bytes)
    }

    /// The next row; nil after the last.
    mutating func next() throws(Malformed) -> CSVTable.Row? {
        guard position < bytes.endIndex else { return nil }
        let first = line
        var cells: [String] = []
        while true {
            cells.append(try cell())
            guard cells.count <= CSVTable.mostCells else {
                throw Malformed("file", "Line \(first) has more than \(CSVTable.mostCells) cells.")
            }
            guard position < bytes.endIndex, bytes[position] == separator else { break }
            position += 1
        }
        endLine()
        return CSVTable.Row(line: first, cells: cells)
    }

    private mutating func cell() throws(Malformed) -> String {
        guard position < bytes.endIndex, bytes[position] == Self.quote else { return try plain() }
        return try quoted()
    }

    /// Up to the next separator or end of line; a quotation mark within is one.
    private mutating func plain() throws(Malformed) -> String {
        let begin = position
        while position < bytes.endIndex, !isEnd(bytes[position]) { position += 1 }
        return try text(Array(bytes[begin..<position]))
    }

    /// What stands between quotation marks; two of them are one.
    private mutating func quoted() throws(Malformed) -> String {
        let begin = line
        var content: [UInt8] = []
        position += 1
        while position < bytes.endIndex {
            let byte = bytes[position]
            position += 1
            if byte == Self.quote {
                guard position < bytes.endIndex, bytes[position] == Self.quote else {
                    guard position == bytes.endIndex || isEnd(bytes[position]) else {
                        throw Malformed(
                            "file", "In line \(line) something stands behind a quotation mark that ends a cell.")
                    }
                    return try text(content)
                }
                position += 1
            }
            if byte == Self.newline || (byte == Self.back && !isNewline(at: position)) { line += 1 }
            content.append(byte)
        }
        throw Malformed("file", "A quotation mark in line \(begin) is opened and never closed.")
    }

    private func text(_ content: [UInt8]) throws(Malformed) -> String {
        guard content.count <= CSVTable.longestCell else {
            throw Malformed("file", "A cell in line \(line) is longer than \(CSVTable.longestCell) bytes.")
        }
        return CSVCell.plain(String(decoding: content, as: UTF8.self))
    }

    private mutating func endLine() {
        guard position < bytes.endIndex else { return }
        position += bytes[position] == Self.back && isNewline(at: position + 1) ? 2 : 1
        line += 1
    }

    private func isEnd(_ byte: UInt8) -> Bool { byte == separator || byte == Self.newline || byte == Self.back }

    private func isNewline(at place: Int) -> Bool { place < bytes.endIndex && bytes[place] == Self.newline }

    /// What separates the names in the first line.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes {
            if byte == quote { isQuoted.toggle() }
            if !isQuoted, byte == newline || byte == back { break }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let (comma, others) = (UInt8(ascii: ","), [UInt8(ascii: ";"), UInt8(ascii: "\t")])
        return others.reduce(comma) { counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0 }
    }
}
