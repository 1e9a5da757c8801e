import Synchronization

/// A clock that a test moves.
final class Clock: Sendable {
    private let elapsed = Mutex(Duration.zero)

    var time: Duration { elapsed.withLock { $0 } }

    func pass(_ duration: Duration) { elapsed.withLock { $0 += duration } }
}
