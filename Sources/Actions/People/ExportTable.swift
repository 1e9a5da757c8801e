package import Domain
import Records
import SQL

/// Contacts, cases or assignments as a table that can be imported again.
package struct ExportedTable: Sendable {
    package let kind: ImportKind
    private let cells: [[String]]

    init(_ kind: ImportKind, _ cells: [[String]]) {
        self.kind = kind
        self.cells = cells
    }

    /// The columns and nothing else.
    package static func template(_ kind: ImportKind) -> ExportedTable { ExportedTable(kind, []) }

    /// The file in pieces of some kilobytes, made as they are asked for: the names of the columns, then the rows. It begins with a
    /// byte order mark, without which spreadsheet programs take other letters than ASCII for something else.
    package var pieces: some Sequence<String> & Sendable {
        let head = "\u{FEFF}" + CSVCell.row(kind.columns.map(\.rawValue))
        let starts = stride(from: 0, to: cells.count, by: 200)
        return PieceSequence(head: head, starts: Array(starts), cells: cells)
    }

    private struct PieceSequence: Sequence, Sendable {
        let head: String
        let starts: [Int]
        let cells: [[String]]

        func makeIterator() -> AnyIterator<String> {
            var (isFirst, starts) = (true, starts[...])
            return AnyIterator {
                if isFirst {
                    isFirst = false
                    return head
                }
                return starts.popFirst().map { start in
                    cells[start..<Swift.min(start + 200, cells.count)].map(CSVCell.row).joined()
                }
            }
        }
    }
}

extension Installation {
    /// Contacts and prospects that the filter lets through, by name, all of them. Reads only.
    package func exportContacts(_ filter: PeopleFilter, for viewer: Viewer) async throws -> ExportedTable {
        try await database.read { transaction in
            let words = ListWords(filter.text)
            let people = try People(transaction).all().filter { $0.kind != .staff && filter.matches($0, words) }
            return ExportedTable(
                .contacts,
                people.map { person in
                    [
                        person.id.text, person.name, person.kind.rawValue, person.primaryAddress?.spelling ?? "",
                        person.addresses.dropFirst().map(\.spelling).joined(separator: " "),
                        person.addresses.filter(person.sharedAddresses.contains).map(\.spelling)
                            .joined(separator: " "),
                    ]
                })
        }
    }

    /// The cases that this viewer sees and the filter lets through, newest first, all of them. Reads only.
    package func exportCases(_ filter: CaseFilter, for viewer: Viewer) async throws -> ExportedTable {
        try await database.read { transaction in
            var whole = filter
            (whole.after, whole.limit) = (nil, 1_000_000)
            let seen = try Self.found(whole, for: viewer, after: nil, in: transaction)
            return ExportedTable(.cases, seen.map { [$0.reference, $0.title, $0.status.rawValue] })
        }
    }
}
