/// What a CSV file can bring.
package enum ImportKind: String, CaseIterable, Sendable {
    case contacts
    case cases
    /// Who is on which case.
    case assignments

    /// The names of its columns, in the order of templates and exports.
    package var columns: [ImportColumn] {
        switch self {
        case .contacts: [.id, .name, .kind, .email, .aliases, .shared]
        case .cases: [.reference, .title, .status]
        case .assignments: [.reference, .id, .email, .role, .primary]
        }
    }
}

/// A column of a file that is imported or exported.
package enum ImportColumn: String, CaseIterable, Sendable {
    /// Of a person who is known; without one they are known by their address.
    case id
    case name
    case kind
    /// The primary address.
    case email
    /// Other addresses, divided by spaces.
    case aliases
    /// Those of the addresses that several people read, divided by spaces.
    case shared
    case reference
    case title
    case status
    /// What somebody is on a case.
    case role
    /// Whether they are the one of their role whom others turn to first.
    case primary

    /// Whether a file has to have it.
    package var isRequired: Bool { [.name, .reference, .title, .role].contains(self) }
}

/// The rows of a file by the names of their columns.
package struct ImportTable: Hashable, Sendable {
    package let kind: ImportKind
    package let rows: [Row]

    /// One row.
    package struct Row: Hashable, Sendable {
        package let line: Int
        private let cells: [ImportColumn: String]
        /// How many cells it has, if those are not as many as there are columns.
        package let strayCells: Int?

        fileprivate init(_ row: CSVTable.Row, _ columns: [ImportColumn]) {
            line = row.line
            cells = Dictionary(zip(columns, row.cells.map(\.trimmed))) { first, _ in first }
            strayCells = row.cells.count == columns.count ? nil : row.cells.count
        }

        /// Without spaces around it; empty where the file has no such column.
        package subscript(column: ImportColumn) -> String { cells[column] ?? "" }
    }

    /// Names of columns are read without regard to case. Throws for the field `file` where one is unknown, stands there twice or
    /// is missing.
    package init(_ table: CSVTable, _ kind: ImportKind) throws(Malformed) {
        self.kind = kind
        var columns: [ImportColumn] = []
        for name in table.columns {
            let column = ImportColumn(rawValue: name.trimmed.lowercased())
            guard let column, kind.columns.contains(column) else {
                throw Malformed("file", "There is no column “\(name.trimmed)”. \(Self.words(kind))")
            }
            guard !columns.contains(column) else {
                throw Malformed("file", "The column “\(column.rawValue)” stands there twice.")
            }
            columns.append(column)
        }
        for column in kind.columns where column.isRequired && !columns.contains(column) {
            throw Malformed("file", "The column “\(column.rawValue)” is missing. \(Self.words(kind))")
        }
        if kind == .assignments, !columns.contains(.id), !columns.contains(.email) {
            throw Malformed("file", "One of the columns “id” and “email” has to be there. \(Self.words(kind))")
        }
        guard !table.rows.isEmpty else {
            throw Malformed("file", "There is nothing in this file but the names of columns.")
        }
        let named = columns
        rows = table.rows.map { Row($0, named) }
    }

    private static func words(_ kind: ImportKind) -> String {
        "Its first line has to name columns of these: \(kind.columns.map(\.rawValue).joined(separator: ", "))."
    }
}
