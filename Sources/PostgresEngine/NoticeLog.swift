internal import CPostgres

/// Where the server's notices go: libpq itself would print them to standard error.
final class NoticeLog: Sendable {
    private let write: @Sendable (String) -> Void

    init(_ write: @escaping @Sendable (String) -> Void) {
        self.write = write
    }

    func note(_ line: String) { write(line) }

    /// The connection keeps this object alive for as long as it is open.
    func attach(to handle: OpaquePointer) {
        PQsetNoticeReceiver(handle, Self.receive, Unmanaged.passUnretained(self).toOpaque())
    }

    /// The words alone: details and hints may quote values.
    private static let receive: PQnoticeReceiver = { log, result in
        guard let log, let result, let words = PQresultErrorField(result, CInt(diag_message_primary)) else { return }
        Unmanaged<NoticeLog>.fromOpaque(log).takeUnretainedValue().note("PostgreSQL: \(String(cString: words))")
    }
}
