internal import CPostgres
internal import SQL

/// What the server, or the way to it, answered to one statement.
struct ServerFault: Error {
    /// The five characters of the standard's `SQLSTATE`; empty where no answer came.
    let state: String
    let fault: DatabaseFault
    /// The connection is of no more use.
    let isLoss: Bool

    /// A refusal of ours, before the server was asked: the transaction goes on.
    init(unasked fault: DatabaseFault) {
        self.init(state: "", fault: fault, isLoss: false)
    }

    init(state: String, fault: DatabaseFault, isLoss: Bool) {
        self.state = state
        self.fault = fault
        self.isLoss = isLoss
    }

    /// Reads what `result` says went wrong on `connection`.
    init(_ result: OpaquePointer?, on connection: OpaquePointer) {
        let state = Self.field(diag_sqlstate, of: result) ?? ""
        // A fatal answer is the last one, also before the end of the connection was read.
        let isFatal = ["FATAL", "PANIC"].contains(Self.field(diag_severity, of: result))
        self.init(
            state: state, fault: Self.fault(state, result),
            isLoss: isFatal || PQstatus(connection) == CONNECTION_BAD)
    }

    var leavesTransactionOpen: Bool { state.isEmpty && !isLoss }

    /// Another transaction was in the way: run again, the same body may well succeed.
    var isConflict: Bool { ["40001", "40P01"].contains(state) }

    /// The schema changed under a prepared statement, or somebody else dropped it: prepared anew, it works.
    var isStalePlan: Bool { ["0A000", "26000"].contains(state) }

    /// A second row with the same key. Under serialisable isolation this may be the work of a transaction beside it, whose row
    /// the body would have seen a moment later (PostgreSQL 15, section 13.5).
    var isSecondKey: Bool { state == "23505" }

    /// The server's words are passed on only where they name tables, columns and limits; elsewhere they may quote a value.
    private static func fault(_ state: String, _ result: OpaquePointer?) -> DatabaseFault {
        let words = field(diag_message_primary, of: result) ?? ""
        switch state.prefix(2) {
        case "": return .unavailable("The connection to PostgreSQL broke.")
        case "23": return .constraint(constraint(state, result))
        case "42": return .refusedStatement(words)
        case "0A", "22", "25": return .refusedStatement("PostgreSQL answered \(state).")
        case "53" where state == "53100": return .full
        case "08", "53", "57", "58": return .unavailable("PostgreSQL answered \(state): \(words).")
        default: return .unavailable("PostgreSQL answered \(state).")
        }
    }

    private static func constraint(_ state: String, _ result: OpaquePointer?) -> String {
        let name = field(diag_constraint_name, of: result) ?? field(diag_column_name, of: result) ?? state
        return "\(name) of \(field(diag_table_name, of: result) ?? "a table")"
    }

    private static func field(_ code: Int, of result: OpaquePointer?) -> String? {
        result.flatMap { PQresultErrorField($0, CInt(code)) }.map { String(cString: $0) }
    }
}
