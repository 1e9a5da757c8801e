/// One row of an answer, read by column name.
///
/// A missing column or another type than asked for is `DatabaseFault.unexpectedRow`: our own schema and statements
/// disagree, and no page should guess.
package struct Row: Sendable {
    let columns: ColumnNames
    let values: [SQLValue]

    package init(columns: ColumnNames, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// The text of a column that is never null.
    package func text(_ column: StaticString) throws -> String {
        guard case .text(let text) = try value(column) else { throw mismatch(column) }
        return text
    }

    /// The number of a column that is never null.
    package func integer(_ column: StaticString) throws -> Int64 {
        guard case .integer(let integer) = try value(column) else { throw mismatch(column) }
        return integer
    }

    /// A number read as yes or no: anything but 0 is yes.
    package func flag(_ column: StaticString) throws -> Bool { try integer(column) != 0 }

    /// The text of a column, nil for null.
    package func optionalText(_ column: StaticString) throws -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        case .integer: throw mismatch(column)
        }
    }

    /// The number of a column, nil for null.
    package func optionalInteger(_ column: StaticString) throws -> Int64? {
        switch try value(column) {
        case .null: nil
        case .integer(let integer): integer
        case .text: throw mismatch(column)
        }
    }

    private func value(_ column: StaticString) throws -> SQLValue {
        guard let index = columns.index(of: column), index < values.count else { throw mismatch(column) }
        return values[index]
    }

    private func mismatch(_ column: StaticString) -> DatabaseFault { .unexpectedRow(column: column.description) }
}
