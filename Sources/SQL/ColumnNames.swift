/// The names of the columns of an answer, shared by all its rows and by all later answers of the same prepared statement.
package struct ColumnNames: Sendable {
    private let names: [[UInt8]]

    package init(_ names: [String]) {
        self.names = names.map { Array($0.utf8) }
    }

    package var count: Int { names.count }

    /// The name of a column as text.
    package subscript(index: Int) -> String { String(decoding: names[index], as: UTF8.self) }

    /// Where the column of this name stands; the first of several.
    func index(of name: StaticString) -> Int? {
        name.withUTF8Buffer { wanted in
            names.firstIndex { $0.count == wanted.count && $0.elementsEqual(wanted) }
        }
    }
}
