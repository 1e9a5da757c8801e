import Dispatch
import Foundation
import Glibc

/// A stream socket of this machine, closed when the last reference goes.
final class UnixSocket: Sendable {
    let number: Int32

    private init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// What the system refused, in its own words.
    struct Fault: Error, CustomStringConvertible {
        let description: String
        init(_ what: String) { description = "\(what): \(String(cString: strerror(errno)))" }
    }

    /// Listens at `path` with mode 0600; a socket left there by a process that died is replaced. The caller holds the lock of
    /// the data folder, so no living process listens there.
    static func listen(at path: String) throws -> UnixSocket {
        let socket = try make()
        unlink(path)
        // Linux makes the file with the socket's own mode; a umask would hold for whatever other threads make meanwhile.
        guard fchmod(socket.number, 0o600) == 0, try withAddress(path, { bind(socket.number, $0, $1) }) == 0,
            Glibc.listen(socket.number, 16) == 0
        else {
            throw Fault("The control socket cannot be made")
        }
        return socket
    }

    static func connect(to path: String) throws -> UnixSocket {
        let socket = try make()
        guard try withAddress(path, { Glibc.connect(socket.number, $0, $1) }) == 0 else {
            throw Fault("No server answers at the control socket")
        }
        return socket
    }

    func accept() -> UnixSocket? {
        let connection = Glibc.accept(number, nil, nil)
        guard connection >= 0 else { return nil }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        return UnixSocket(connection)
    }

    /// `SO_PEERCRED` answers with pid, uid and gid, in this order (unix(7)).
    var isFromOwnUser: Bool {
        var credentials: (pid: Int32, uid: UInt32, gid: UInt32) = (0, 0, 0)
        var size = socklen_t(MemoryLayout.size(ofValue: credentials))
        guard getsockopt(number, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else { return false }
        return credentials.uid == geteuid() || credentials.uid == 0
    }

    func endWriting() { shutdown(number, Int32(SHUT_WR)) }

    /// Everything the other side sends until it stops; throws beyond `limit` bytes.
    func readToEnd(limit: Int) async throws -> Data {
        try await offPool { [number] in
            var data = Data()
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(number, &buffer, buffer.count)
                if count == 0 { return data }
                guard count > 0 else { throw Fault("The control socket cannot be read") }
                guard data.count + count <= limit else { throw Fault("The command sends too much") }
                data.append(contentsOf: buffer[..<count])
            }
        }
    }

    func write(_ data: Data) async throws {
        try await offPool { [number] in
            var rest = [UInt8](data)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw Fault("The control socket cannot be written to") }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Blocking calls have no place on the threads of Swift concurrency.
    private func offPool<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }

    private static func make() throws -> UnixSocket {
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard number >= 0 else { throw Fault("A socket cannot be made") }
        return UnixSocket(number)
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            errno = ENAMETOOLONG
            throw Fault("The path of the data folder is too long for a socket")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
