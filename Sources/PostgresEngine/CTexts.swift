internal import CPostgres
internal import Glibc

/// Texts as C takes them: an array of pointers, one of them nil for each text that is.
final class CTexts {
    private let copies: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String?]) {
        copies = texts.map { $0.flatMap { strdup($0) } }
    }

    deinit { for copy in copies { free(copy) } }

    var count: Int { copies.count }

    /// The pointers hold while `body` runs.
    func with<Result>(_ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
        withExtendedLifetime(self) { body(copies.map { $0.map { UnsafePointer($0) } }) }
    }

    /// Sends the prepared statement of this name with these values; 1 where it went out.
    func send(_ name: String, on handle: OpaquePointer) -> CInt {
        with { PQsendQueryPrepared(handle, name, CInt($0.count), $0, nil, nil, 0) }
    }
}
