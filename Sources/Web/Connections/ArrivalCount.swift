import Glibc
import NIOCore
import Synchronization

/// How many bytes were written to a connection since it began, and how many of them the machine at its other end has
/// acknowledged (UD-10). It can be asked when the connection is gone.
///
/// What only waits in the buffers of this machine has not arrived: a reader that takes one byte and goes leaves megabytes there.
final class ArrivalCount: Sendable {
    private struct State {
        var written: Int64 = 0
        var arrived: Int64 = 0
        var waiting: [EventLoopPromise<Void>] = []
    }

    private let state = Mutex(State())

    var written: Int64 { state.withLock { $0.written } }
    var arrived: Int64 { state.withLock { $0.arrived } }

    func wrote(_ bytes: Int) { state.withLock { $0.written &+= Int64(bytes) } }

    /// Asks the system, on the event loop of the open connection.
    func look(at channel: any Channel) {
        guard let socket = channel as? any SocketOptionProvider else { return }
        let answer: EventLoopFuture<ConnectionInfo> = socket.unsafeGetSocketOption(
            level: SocketOptionLevel(IPPROTO_TCP), name: SocketOptionName(TCP_INFO))
        // On the event loop the answer is there at once.
        answer.whenSuccess { info in
            self.state.withLock { $0.arrived = max($0.arrived, Int64(clamping: info.acknowledged)) }
        }
    }

    /// Fulfilled when something comes from the other end, the connection ends, or this time is over.
    func sign(within time: TimeAmount, on loop: any EventLoop) -> EventLoopFuture<Void> {
        let promise = loop.makePromise(of: Void.self)
        state.withLock { $0.waiting.append(promise) }
        loop.scheduleTask(in: time) { self.signal() }
        return promise.futureResult
    }

    /// Something came: with it, most often, word of what arrived.
    func signal() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for promise in waiting { promise.succeed() }
    }
}

/// The first 128 bytes of Linux's `tcp_info`, of which the last eight count acknowledged bytes (since Linux 4.1).
private struct ConnectionInfo: Sendable {
    private let before:
        (
            UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64,
            UInt64, UInt64
        )
    let acknowledged: UInt64
}
