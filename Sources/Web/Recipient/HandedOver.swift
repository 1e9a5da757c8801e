import Domain
import NIOCore
import Synchronization

/// How much of a body has arrived at the other end of its connection: what its machine has acknowledged (UD-10).
final class HandedOver: Sendable {
    private struct Count {
        /// Given to the connection, which may have broken under the last piece.
        var offered: Int64 = 0
        /// Taken by the connection.
        var written: Int64 = 0
        var connection: ArrivalCount?
        var arrived: Int64 = 0
        var left: Int64 = 0
        var heard: NIODeadline?
    }

    private let channel: any Channel
    private let count = Mutex(Count())

    init(to channel: any Channel) { self.channel = channel }

    /// Bytes of the body that have arrived, as far as was seen.
    var bytes: Int64 { count.withLock { $0.arrived } }

    /// How it ended, as far as was seen: bytes that arrived, bytes that left this machine, and for how long the other end had not
    /// acknowledged anything.
    var outcome: (served: Int64, sent: Int64, silence: Duration) {
        let (count, now) = (count.withLock { $0 }, NIODeadline.now())
        return (count.arrived, max(count.arrived, count.left), Duration(now - (count.heard ?? now)))
    }

    /// Whether the connection takes what is written next without delay. Known without asking its event loop.
    var isReady: Bool { channel.isWritable }

    /// These bytes are about to be written to the connection.
    func offer(_ bytes: Int64) {
        let isFirst = count.withLock { count in
            defer { count.offered += bytes }
            return count.offered == 0
        }
        // Ahead of the first write: when that one fails, the connection is gone and no longer tells what it knew.
        if isFirst { channel.eventLoop.execute { self.connection()?.follow() } }
    }

    /// These bytes were written to the connection. What has arrived is seen behind the caller's back, so that the next can be
    /// read meanwhile.
    func add(_ bytes: Int64) {
        count.withLock { $0.written += bytes }
        channel.eventLoop.execute { _ = try? self.lookNow() }
    }

    /// Looks how much has arrived; tells how much has not.
    func look() async throws -> Int64 {
        try await channel.eventLoop.submit { try self.lookNow() }.get()
    }

    /// Whether everything that was written arrives within this time.
    func arrives(within time: Duration) async throws -> Bool {
        let end = ContinuousClock.now + time
        var pause = TimeAmount.milliseconds(1)
        while try await look() > 0 {
            guard ContinuousClock.now < end else { return false }
            try await sign(within: pause)
            pause = min(pause * 2, .milliseconds(200))
        }
        return true
    }

    /// Returns when everything that was written has arrived; throws when the connection is gone before.
    func wait() async throws {
        while try await !arrives(within: .seconds(60)) {}
    }

    /// Waits for a sign of the other end: its next request, mostly, tells what it has.
    private func sign(within time: TimeAmount) async throws {
        guard let connection = count.withLock({ $0.connection }) else { return try await Task.sleep(for: .init(time)) }
        try await connection.sign(within: time, on: channel.eventLoop).get()
    }

    /// On the event loop, behind the writing of the head, and of what was written of the body so far.
    private func lookNow() throws -> Int64 {
        guard let connection = connection() else { return try lookAtBuffer() }
        if channel.isActive { connection.look(at: channel) }
        let waiting = count.withLock { count in
            guard let start = connection.bodyStart else { return count.offered }
            count.arrived = max(count.arrived, min(count.offered, connection.arrived - start))
            count.left = max(count.left, min(count.offered, connection.left - start))
            count.heard = connection.heard
            return count.offered - count.arrived
        }
        guard waiting == 0 || channel.isActive else { throw ChannelError.ioOnClosedChannel }
        return waiting
    }

    private func connection() -> ArrivalCount? {
        if let known = count.withLock({ $0.connection }) { return known }
        let watch = try? channel.pipeline.syncOperations.handler(type: ConnectionWatch.self)
        count.withLock { $0.connection = watch?.arrivals }
        return watch?.arrivals
    }

    /// A connection that is no socket has no other end that acknowledges; a socket without its watch is closed.
    private func lookAtBuffer() throws -> Int64 {
        guard !(channel is any SocketOptionProvider) else { throw ChannelError.ioOnClosedChannel }
        let waiting = Int64(try channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes) ?? 0)
        count.withLock { $0.arrived = max($0.arrived, $0.written - waiting) }
        return waiting
    }
}

extension Duration {
    fileprivate init(_ time: TimeAmount) { self = .nanoseconds(time.nanoseconds) }
}
