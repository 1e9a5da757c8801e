internal import CPostgres
internal import SQL

/// One open connection, used only on the thread that opened it.
final class Connection {
    /// Longer ones are lists of ever different length: they would fill the server's memory with statements used once.
    private static let mostValuesPrepared = 24
    private static let mostPrepared = 400

    let handle: OpaquePointer
    private let notices: NoticeLog
    private var prepared: [String: String] = [:]
    private var nextName = 0

    /// Takes over an open `handle`.
    init(_ handle: OpaquePointer, notices: NoticeLog) {
        self.handle = handle
        self.notices = notices
        notices.attach(to: handle)
    }

    deinit { PQfinish(handle) }

    var isUsable: Bool { PQstatus(handle) == CONNECTION_OK }

    /// Runs one statement to its end and returns its rows.
    func run(_ statement: Statement) throws(ServerFault) -> [Row] {
        let answer = try result(of: statement)
        defer { PQclear(answer) }
        do { return try AnsweredRows(result: answer).rows() } catch { throw ServerFault(unasked: error) }
    }

    /// Runs one statement that changes rows to its end; tells how many it changed.
    func change(_ statement: Statement) throws(ServerFault) -> Int64 {
        let answer = try result(of: statement)
        defer { PQclear(answer) }
        return Int64(String(cString: PQcmdTuples(answer))) ?? 0
    }

    private func result(of statement: Statement) throws(ServerFault) -> OpaquePointer {
        let values: [SQLValue]
        do { values = try statement.storableValues() } catch { throw ServerFault(unasked: error) }
        let answer = try answer(to: statement.text, CTexts(values.map(\.asText)))
        guard [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(answer)) else {
            defer { PQclear(answer) }
            throw ServerFault(answer, on: handle)
        }
        return answer
    }

    /// Runs commands of the engine's own, without values, and returns what the server calls the last of them.
    @discardableResult
    func execute(_ commands: String) throws(ServerFault) -> String {
        let result = PQexec(handle, commands)
        defer { PQclear(result) }
        guard let result, [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(result)) else {
            throw ServerFault(result, on: handle)
        }
        return String(cString: PQcmdStatus(result))
    }

    /// Forgets the prepared statements, here and at the server.
    func forgetPrepared() {
        prepared = [:]
        _ = try? execute("DEALLOCATE ALL")
    }

    private func answer(to text: String, _ values: borrowing CTexts) throws(ServerFault) -> OpaquePointer {
        let pointers = values.pointers
        let count = CInt(pointers.count)
        let answer: OpaquePointer?
        if pointers.count > Self.mostValuesPrepared {
            answer = PQexecParams(handle, text, count, nil, pointers, nil, nil, 0)
        } else {
            answer = PQexecPrepared(handle, try name(of: text), count, pointers, nil, nil, 0)
        }
        guard let answer else { throw ServerFault(nil, on: handle) }
        return answer
    }

    /// The name under which the server knows the statement, told to it at its first use on this connection.
    private func name(of text: String) throws(ServerFault) -> String {
        if let name = prepared[text] { return name }
        if prepared.count >= Self.mostPrepared { forgetPrepared() }
        nextName += 1
        let name = "s\(nextName)"
        let result = PQprepare(handle, name, text, 0, nil)
        defer { PQclear(result) }
        guard let result, PQresultStatus(result) == PGRES_COMMAND_OK else { throw ServerFault(result, on: handle) }
        prepared[text] = name
        return name
    }
}

extension SQLValue {
    /// As libpq sends it; the server knows the type from where the value stands.
    fileprivate var asText: String? {
        switch self {
        case .null: nil
        case .integer(let integer): String(integer)
        case .text(let text): text
        }
    }
}
