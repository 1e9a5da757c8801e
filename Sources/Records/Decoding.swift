package import Domain
package import SQL

extension ID: SQLBindable {
    package var sqlValue: SQLValue { .text(text) }
}

extension Moment: SQLBindable {
    package var sqlValue: SQLValue { .integer(milliseconds) }
}

extension Array {
    /// In parts that one statement can take as parameters, of which engines allow some ten thousand.
    var inParts: [ArraySlice<Element>] {
        stride(from: 0, to: count, by: 1000).map { self[$0..<Swift.min($0 + 1000, count)] }
    }
}

extension Row {
    func id<Of>(_ column: StaticString, of kind: Of.Type = Of.self) throws -> ID<Of> {
        let text = try self.text(column)
        return try stored(column) { try ID(reading: text) }
    }

    func optionalID<Of>(_ column: StaticString, of kind: Of.Type = Of.self) throws -> ID<Of>? {
        guard let text = try optionalText(column) else { return nil }
        return try stored(column) { try ID(reading: text) }
    }

    func moment(_ column: StaticString) throws -> Moment { Moment(milliseconds: try integer(column)) }

    func optionalMoment(_ column: StaticString) throws -> Moment? {
        try optionalInteger(column).map(Moment.init(milliseconds:))
    }

    func address(_ column: StaticString) throws -> EmailAddress {
        let text = try self.text(column)
        return try stored(column) { try EmailAddress(reading: text) }
    }

    func door(_ column: StaticString) throws -> CodeDoor {
        let text = try self.text(column)
        return try stored(column) { try CodeDoor(reading: text) }
    }

    /// A word of the schema's `CHECK` list as the domain's enumeration.
    func word<Word: RawRepresentable>(_ column: StaticString) throws -> Word where Word.RawValue == String {
        let text = try self.text(column)
        guard let word = Word(rawValue: text) else { throw DatabaseFault.unexpectedRow(column: column.description) }
        return word
    }

    /// What we stored must read back; if it does not, the row is at fault and not the visitor's input.
    func stored<Value>(_ column: StaticString, _ read: () throws -> Value) throws -> Value {
        do { return try read() } catch is Malformed {
            throw DatabaseFault.unexpectedRow(column: column.description)
        }
    }
}
