import Synchronization

/// How many pages watch at once: each holds a connection, so there is a bound (RL-02).
final class EventStreams: Sendable {
    private let open = Mutex(0)
    private let most: Int

    init(most: Int = 500) { self.most = most }

    /// How many watch now.
    var count: Int { open.withLock { $0 } }

    /// A place that is free again once nobody holds it; nil when all are taken.
    func enter() -> Place? {
        let isFree = open.withLock { open in
            guard open < most else { return false }
            open += 1
            return true
        }
        return isFree ? Place(self) : nil
    }

    /// One watching page.
    final class Place: Sendable {
        private let streams: EventStreams

        init(_ streams: EventStreams) { self.streams = streams }

        deinit { streams.open.withLock { $0 -= 1 } }
    }
}
