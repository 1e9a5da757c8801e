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

    /// These bytes were written to the connection. How many of them wait is seen behind the caller's back, so that the next
    /// can be read meanwhile.
    func add(_ bytes: Int64) {
        let written = count.withLock { count in
            count.written += bytes
            return count.written
        }
        channel.eventLoop.execute { [self] in
            guard let waiting = try? channel.syncOptions?.getOption(ChannelOptions.bufferedWritableBytes) else {
                return
            }
            note(waiting: Int64(waiting), of: written)
        }
    }

    /// Looks how much waits now, and takes note of what has left.
    func look() async throws -> Int64 {
        let written = count.withLock { $0.written }
        let waiting = Int64(try await channel.getOption(ChannelOptions.bufferedWritableBytes).get())
        note(waiting: waiting, of: written)
        return waiting
    }

    private func note(waiting: Int64, of written: Int64) {
        count.withLock { $0.left = max($0.left, written - waiting) }
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
