import Domain
import NIOCore
import Synchronization

/// How much of an answer left the process: what was written, less what still waits in the connection's buffer (UD-10).
final class HandedOver: Sendable {
    private struct Count {
        var written: Int64 = 0
        var left: Int64 = 0
    }

    private let channel: any Channel
    private let count = Mutex(Count())

    init(to channel: any Channel) { self.channel = channel }

    /// Bytes that the system has taken for sending.
    var bytes: Int64 { count.withLock { $0.left } }

    /// Whether the connection takes what is written next without delay. Known without asking its event loop.
    var isReady: Bool { channel.isWritable }

    /// These bytes were written to the connection; tells how many wait now.
    @discardableResult
    func add(_ bytes: Int64) async throws -> Int64 {
        count.withLock { $0.written += bytes }
        return try await look()
    }

    /// Looks how much waits now, and takes note of what has left.
    func look() async throws -> Int64 {
        let written = count.withLock { $0.written }
        let waiting = Int64(try await channel.getOption(ChannelOptions.bufferedWritableBytes).get())
        count.withLock { $0.left = max($0.left, written - waiting) }
        return waiting
    }

    /// Returns when nothing waits any more; throws when the connection is gone before.
    func wait() async throws {
        var pause = Duration.milliseconds(1)
        while try await look() > 0 {
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(200))
        }
    }
}
