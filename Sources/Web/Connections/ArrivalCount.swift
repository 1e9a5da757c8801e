import Glibc
import NIOCore
import Synchronization

/// How many bytes were written to a connection since it began, how many of them left this machine, and how many the machine at
/// its other end has acknowledged (UD-10). It can be asked when the connection is gone.
///
/// What only waits in the buffers of this machine has not arrived: a reader that takes one byte and goes leaves megabytes there.
final class ArrivalCount: Sendable {
    private struct State {
        var written: Int64 = 0
        var left: Int64 = 0
        var arrived: Int64 = 0
        var bodyStart: Int64?
        var heard: NIODeadline?
        var isFollowed = false
        var waiting: [EventLoopPromise<Void>] = []
    }

    private let state = Mutex(State())

    var arrived: Int64 { state.withLock { $0.arrived } }
    var left: Int64 { state.withLock { $0.left } }
    /// Where on the connection the body of the present answer begins; none between two answers.
    var bodyStart: Int64? { state.withLock { $0.bodyStart } }
    /// When the other end last acknowledged anything; none before the first look.
    var heard: NIODeadline? { state.withLock { $0.heard } }

    func wrote(_ bytes: Int) { state.withLock { $0.written &+= Int64(bytes) } }

    /// The head of an answer was written: what follows is its body.
    func bodyBegins() { state.withLock { $0.bodyStart = $0.written } }
    func bodyEnded() { state.withLock { $0.bodyStart = nil } }

    /// Somebody counts what arrives from now on.
    func follow() { state.withLock { $0.isFollowed = true } }

    /// Looks before something that may be the last that is done on this connection: a write that fails closes it at once.
    func lookIfFollowed(at channel: any Channel) {
        if state.withLock({ $0.isFollowed }) { look(at: channel) }
    }

    /// Asks the system, on the event loop of the open connection.
    func look(at channel: any Channel) {
        guard let socket = channel as? any SocketOptionProvider else { return }
        let answer: EventLoopFuture<ConnectionInfo> = socket.unsafeGetSocketOption(
            level: SocketOptionLevel(IPPROTO_TCP), name: SocketOptionName(TCP_INFO))
        // On the event loop the answer is there at once.
        answer.whenSuccess { info in
            let heard = NIODeadline.now() - .milliseconds(Int64(info.silence))
            self.state.withLock { state in
                state.arrived = max(state.arrived, Int64(clamping: info.acknowledged))
                state.left = max(state.left, Int64(clamping: info.left))
                state.heard = heard
            }
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

/// The first 216 bytes of Linux's `tcp_info`. What an older system does not tell is zero: acknowledged bytes are told since Linux
/// 4.1, sent ones since 4.19.
private struct ConnectionInfo: Sendable {
    private let flags: UInt64
    private let beforeSilence:
        (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)
    /// Milliseconds since the other end last acknowledged anything.
    let silence: UInt32
    private let pathSize: UInt32
    private let beforeAcknowledged: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
    let acknowledged: UInt64
    private let beforeSent: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
    private let sent: UInt64
    private let sentAgain: UInt64

    /// How many bytes left this machine, each counted once.
    var left: UInt64 { sent - min(sent, sentAgain) }
}
