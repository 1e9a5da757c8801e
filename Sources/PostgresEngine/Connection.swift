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
    /// The command that opens the transaction, until it goes out with its first statement.
    private var beginning: String?
    /// Whether an answer is still to come that nobody waited for.
    private var owesAnswer = false

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
        return try answer(to: statement.text, CTexts(values.map(\.asText)))
    }

    /// Runs commands of the engine's own, without values, and returns what the server calls the last of them.
    @discardableResult
    func execute(_ commands: String) throws(ServerFault) -> String {
        takeOwed()
        let result = PQexec(handle, commands)
        defer { PQclear(result) }
        guard let result, [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(result)) else {
            throw ServerFault(result, on: handle)
        }
        return String(cString: PQcmdStatus(result))
    }

    /// Opens a transaction together with its first statement: one wait for the server instead of two.
    func begin(_ command: String) { beginning = command }

    /// Undoes the transaction, if it was ever opened.
    func rollBack() throws(ServerFault) {
        if beginning == nil { try execute("ROLLBACK") }
        beginning = nil
    }

    /// Tells the server that what was read is enough, and does not wait for its answer.
    func leave() {
        if beginning == nil { owesAnswer = PQsendQuery(handle, "COMMIT") == 1 }
        beginning = nil
    }

    /// Makes the transaction durable and tells these texts to whoever listens on `channel`; returns what the server calls it.
    func commit(telling texts: [String], on channel: String) throws(ServerFault) -> String {
        if beginning != nil, texts.isEmpty {
            beginning = nil
            return "COMMIT"
        }
        takeOwed()
        let telling = texts.isEmpty ? "" : try name(of: "SELECT pg_notify($1, $2)")
        let notices = texts.map { text in
            let values = CTexts([channel, text])
            return { values.send(telling, on: $0) }
        }
        let answer = try pipeline(
            openings() + notices + [{ PQsendQueryParams($0, "COMMIT", 0, nil, nil, nil, nil, 0) }])
        defer { PQclear(answer) }
        return String(cString: PQcmdStatus(answer))
    }

    /// Forgets the prepared statements, here and at the server.
    func forgetPrepared() {
        prepared = [:]
        _ = try? execute("DEALLOCATE ALL")
    }

    private func answer(to text: String, _ values: CTexts) throws(ServerFault) -> OpaquePointer {
        takeOwed()
        let isLong = values.count > Self.mostValuesPrepared
        let name = isLong ? nil : try name(of: text)
        let send: (OpaquePointer) -> CInt = { handle in
            if let name { return values.send(name, on: handle) }
            return values.with { PQsendQueryParams(handle, text, CInt($0.count), nil, $0, nil, nil, 0) }
        }
        return try pipeline(openings() + [send])
    }

    /// What has to go out first, if anything.
    private func openings() -> [(OpaquePointer) -> CInt] {
        guard let begin = beginning else { return [] }
        beginning = nil
        return [{ PQsendQueryParams($0, begin, 0, nil, nil, nil, nil, 0) }]
    }

    private func takeOwed() {
        guard owesAnswer else { return }
        owesAnswer = false
        while let answer = PQgetResult(handle) { PQclear(answer) }
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
