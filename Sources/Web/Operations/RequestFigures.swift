import Synchronization

/// Requests as they were answered, by the pattern of their route: counted, and timed until the head of the answer stood.
///
/// Labels are methods we know, patterns of the route table and classes of status, so their number has a bound whatever
/// visitors send.
final class RequestFigures: Sendable {
    /// What is counted as one.
    struct Key: Hashable, Sendable {
        let method: String
        let route: String
        /// `2xx`
        let status: String
    }

    /// Upper ends in seconds.
    static let buckets: [Double] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    /// The times of one route.
    struct Times: Sendable {
        /// For each bucket those that fell into it and into none before; the last is beyond all.
        var counts = [Int64](repeating: 0, count: RequestFigures.buckets.count + 1)
        var sum = 0.0
    }

    private struct State {
        var requests: [Key: Int64] = [:]
        var times: [String: Times] = [:]
        var bytes: Int64 = 0
    }

    private let state = Mutex(State())

    /// `bytes` are those of the answer's content, where they are known beforehand and are no file's.
    func count(_ key: Key, taking seconds: Double, bytes: Int) {
        let bucket = Self.buckets.firstIndex { seconds <= $0 } ?? Self.buckets.count
        state.withLock { state in
            state.requests[key, default: 0] &+= 1
            state.times[key.route, default: Times()].counts[bucket] &+= 1
            state.times[key.route, default: Times()].sum += seconds
            state.bytes &+= Int64(bytes)
        }
    }

    var requests: [Key: Int64] { state.withLock { $0.requests } }
    var times: [String: Times] { state.withLock { $0.times } }
    var bytes: Int64 { state.withLock { $0.bytes } }
}
