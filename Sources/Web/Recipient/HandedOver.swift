import Domain
import NIOCore
import Synchronization

/// How much of a body has arrived at the other end of its connection: what its machine has acknowledged (UD-10).
final class HandedOver: Sendable {
    private struct Count {
        var written: Int64 = 0
        /// Where on the connection the body begins; known once something of it was written.
        var start: Int64?
        var connection: ArrivalCount?
        var arrived: Int64 = 0
    }

    private let channel: any Channel
    private let count = Mutex(Count())

    init(to channel: any Channel) { self.channel = channel }

    /// Bytes of the body that have arrived, as far as was seen.
    var bytes: Int64 { count.withLock { $0.arrived } }

    /// Whether the connection takes what is written next without delay. Known without asking its event loop.
    var isReady: Bool { channel.isWritable }

    /// These bytes were written to the connection. What has arrived is seen behind the caller's back, so that the next can be
    /// read meanwhile.
    func add(_ bytes: Int64) {
        let written = count.withLock { count in
            count.written += bytes
            return count.written
        }
        channel.eventLoop.execute { _ = try? self.lookNow(at: written) }
    }

    /// Looks how much has arrived; tells how much has not.
    func look() async throws -> Int64 {
        try await channel.eventLoop.submit { try self.lookNow(at: self.count.withLock { $0.written }) }.get()
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

    /// On the event loop, behind the writing of the first `written` bytes of the body.
    private func lookNow(at written: Int64) throws -> Int64 {
        guard let connection = connection() else { return try note(lookAtBuffer(), of: written) }
        if channel.isActive { connection.look(at: channel) }
        let start = count.withLock { count in
            let start = count.start ?? (connection.written - written)
            if written > 0 { count.start = start }
            return start
        }
        let waiting = note(written - min(written, max(0, connection.arrived - start)), of: written)
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
        return Int64(try channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes) ?? 0)
    }

    private func note(_ waiting: Int64, of written: Int64) -> Int64 {
        count.withLock { $0.arrived = max($0.arrived, written - waiting) }
        return waiting
    }
}

extension Duration {
    fileprivate init(_ time: TimeAmount) { self = .nanoseconds(time.nanoseconds) }
}
