internal import CPostgres
internal import SQL

extension Connection {
    /// Sends several requests, waits once, and returns the answer to the last, which the caller clears.
    ///
    /// Behind one that fails the server does none of the others (PostgreSQL 15, section 34.5.1.3).
    func pipeline(_ requests: [(OpaquePointer) -> CInt]) throws(ServerFault) -> OpaquePointer {
        if requests.count == 1, let request = requests.first { return try alone(request) }
        guard PQenterPipelineMode(handle) == 1 else { throw broken }
        defer { PQexitPipelineMode(handle) }
        for request in requests {
            guard request(handle) == 1 else { throw broken }
        }
        guard PQpipelineSync(handle) == 1 else { throw broken }
        var last: OpaquePointer?
        var fault: ServerFault?
        for _ in requests {
            let answer = nextAnswer()
            if let answer, Self.isGood(answer), fault == nil {
                PQclear(last)
                last = answer
            } else {
                if fault == nil { fault = ServerFault(answer, on: handle) }
                PQclear(answer)
            }
        }
        PQclear(PQgetResult(handle))
        guard fault == nil, let last else {
            PQclear(last)
            throw fault ?? broken
        }
        return last
    }

    private func alone(_ request: (OpaquePointer) -> CInt) throws(ServerFault) -> OpaquePointer {
        guard request(handle) == 1 else { throw ServerFault(nil, on: handle) }
        let answer = nextAnswer()
        if let answer, Self.isGood(answer) { return answer }
        defer { PQclear(answer) }
        throw ServerFault(answer, on: handle)
    }

    /// The answer to one request, read to its end.
    private func nextAnswer() -> OpaquePointer? {
        guard let answer = PQgetResult(handle) else { return nil }
        while let more = PQgetResult(handle) { PQclear(more) }
        return answer
    }

    private static func isGood(_ answer: OpaquePointer) -> Bool {
        [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(answer))
    }

    /// Requests are on their way of which nobody would read the answers: the connection is of no more use.
    private var broken: ServerFault {
        ServerFault(state: "", fault: .unavailable("The connection to PostgreSQL broke."), isLoss: true)
    }
}
