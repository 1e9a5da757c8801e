/// A table as spreadsheet programs write it: a line of column names, then a line for each row (RFC 4180, in UTF-8).
package struct CSVTable: Hashable, Sendable {
    package let columns: [String]
    package let rows: [Row]

    /// One row, with a cell for each column, or more or fewer where the file has it so.
    package struct Row: Hashable, Sendable {
        /// Where it begins in the file, from 1.
        package let line: Int
        package let cells: [String]

        package init(line: Int, cells: [String]) {
            self.line = line
            self.cells = cells
        }
    }

    /// Rows without that of the names.
    package static let mostRows = 5_000
    package static let mostBytes = 2 << 20
    static let mostCells = 50
    static let longestCell = 10_000

    /// Separated by comma, semicolon or tab: whichever occurs most often among the names. Lines end as on any system; those
    /// without anything in them do not count. Throws for the field `file`.
    package init(reading bytes: [UInt8]) throws(Malformed) {
        guard bytes.count <= Self.mostBytes else {
            throw Malformed("file", "This file is larger than 2 MiB. Divide it into several.")
        }
        var reader = CSVReader(try Self.content(of: bytes))
        var rows: [Row] = []
        while let row = try reader.next() {
            guard row.cells.contains(where: { !$0.isEmpty }) else { continue }
            guard rows.count <= Self.mostRows else {
                throw Malformed("file", "This file has more than 5000 lines. Divide it into several.")
            }
            rows.append(row)
        }
        guard let names = rows.first else { throw Malformed("file", "There is nothing in this file.") }
        columns = names.cells
        self.rows = Array(rows.dropFirst())
    }

    /// Without a byte order mark.
    private static func content(of bytes: [UInt8]) throws(Malformed) -> ArraySlice<UInt8> {
        let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let content = bytes[(isMarked ? 3 : 0)...]
        guard !isUTF16, !content.contains(0), String(validating: content, as: UTF8.self) != nil else {
            throw Malformed(
                "file", "This file is not text in UTF-8. Save it anew as “CSV UTF-8”: names would be damaged otherwise."
            )
        }
        return content
    }
}
