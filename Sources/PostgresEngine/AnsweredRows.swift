internal import CPostgres
internal import Glibc
internal import SQL

/// The rows in one answer of the server, which comes as text whatever the columns hold.
struct AnsweredRows {
    let result: OpaquePointer

    /// Object ids of the types that our schema and its expressions bring forth (PostgreSQL's `pg_type.dat`).
    private enum Kind {
        static let integers: Set<Oid> = [20, 21, 23, 26, 1700]
        static let truth: Oid = 16
        static let texts: Set<Oid> = [18, 19, 25, 705, 1042, 1043]
    }

    func rows() throws(DatabaseFault) -> [Row] {
        let columns = 0..<PQnfields(result)
        let names = ColumnNames(columns.map { String(cString: PQfname(result, $0)) })
        let kinds = columns.map { PQftype(result, $0) }
        var rows: [Row] = []
        rows.reserveCapacity(Int(PQntuples(result)))
        for row in 0..<PQntuples(result) {
            var values: [SQLValue] = []
            values.reserveCapacity(names.count)
            for column in columns {
                guard let value = value(row, column, kinds[Int(column)]) else {
                    throw .unexpectedRow(column: names[Int(column)])
                }
                values.append(value)
            }
            rows.append(Row(columns: names, values: values))
        }
        return rows
    }

    /// None for a type or number that `SQLValue` does not know.
    private func value(_ row: CInt, _ column: CInt, _ kind: Oid) -> SQLValue? {
        guard PQgetisnull(result, row, column) == 0 else { return .null }
        guard let start = PQgetvalue(result, row, column) else { return nil }
        let length = Int(PQgetlength(result, row, column))
        let text = start.withMemoryRebound(to: UInt8.self, capacity: length) {
            String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
        }
        if Kind.integers.contains(kind) { return Int64(text).map(SQLValue.integer) }
        if kind == Kind.truth { return .integer(text == "t" ? 1 : 0) }
        return Kind.texts.contains(kind) ? .text(text) : nil
    }
}
