import Domain

extension FuzzTarget {
    /// N-38: what is read stays within the bounds, and written again it reads the same and is no formula.
    static let csv = FuzzTarget(name: "csv") { bytes in
        let table: CSVTable
        do throws(Malformed) {
            table = try CSVTable(reading: bytes)
        } catch {
            return try Broken.unless(error.field == "file" && !error.remedy.isEmpty, "a fault of \(error.field)")
        }
        try Broken.unless(table.rows.count <= CSVTable.mostRows, "\(table.rows.count) rows")
        let lines = table.rows.map(\.line)
        try Broken.unless(zip(lines, lines.dropFirst()).allSatisfy(<), "lines \(lines)")
        // A first row of semicolons or tabs alone would be taken for another separator.
        guard table.columns.count > 1, !table.columns.joined().utf8.contains(where: { ";\t,\"".utf8.contains($0) })
        else {
            return
        }
        let rows = [table.columns] + table.rows.map(\.cells)
        let written = rows.map(CSVCell.row).joined()
        guard written.utf8.count <= CSVTable.mostBytes else { return }
        let again = try CSVTable(reading: Array(written.utf8))
        try Broken.unless(([again.columns] + again.rows.map(\.cells)) == rows, "\(rows) reads otherwise when written")
        for cell in rows.joined() {
            let first = CSVCell.harmless(cell).unicodeScalars.first
            try Broken.unless(first.map { !"=+-@\t\r".unicodeScalars.contains($0) } ?? true, "a formula: \(cell)")
        }
    }
}
