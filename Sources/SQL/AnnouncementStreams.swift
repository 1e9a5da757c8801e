internal import Synchronization

/// The open streams of announcements of one database.
package final class AnnouncementStreams: Sendable {
    private struct Listener {
        /// All topics where nil.
        let topics: Set<String>?
        let continuation: AsyncStream<Announcement>.Continuation

        func wants(_ announcement: Announcement) -> Bool {
            topics?.contains(announcement.topic) ?? true || announcement == .missed
        }
    }

    private struct Listeners {
        var nextNumber = 0
        var open: [Int: Listener] = [:]
    }

    /// A listener that falls further behind than this loses the oldest announcements.
    private static let longestBacklog = 4_096

    private let listeners = Mutex(Listeners())

    package init() {}

    /// A further stream, of what is published from now on of these topics, or of all.
    package func stream(of topics: Set<String>?) -> AsyncStream<Announcement> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Announcement.self, bufferingPolicy: .bufferingNewest(Self.longestBacklog))
        let number = listeners.withLock { listeners in
            listeners.nextNumber += 1
            listeners.open[listeners.nextNumber] = Listener(topics: topics, continuation: continuation)
            return listeners.nextNumber
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.listeners.withLock { $0.open.removeValue(forKey: number) }
        }
        return stream
    }

    /// Hands these to every open stream, in this order.
    package func publish(_ announcements: [Announcement]) {
        guard !announcements.isEmpty else { return }
        let open = listeners.withLock { Array($0.open.values) }
        for listener in open {
            for announcement in announcements where listener.wants(announcement) {
                listener.continuation.yield(announcement)
            }
        }
    }

    /// Ends every open stream.
    package func finish() {
        let open = listeners.withLock { Array($0.open.values) }
        for listener in open { listener.continuation.finish() }
    }
}
