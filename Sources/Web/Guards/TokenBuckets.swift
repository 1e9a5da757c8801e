import Domain
import Synchronization

/// Buckets of permissions that fill up evenly: one for each key, `size` at most, `size` in each `period`.
final class TokenBuckets: Sendable {
    private struct Bucket {
        var level: Double
        var at: Duration
    }

    /// When there are this many, the fullest half goes: what a full bucket would say is what an absent one says, and whoever
    /// used theirs up cannot have it forgotten by coming under many other keys.
    private static let mostKept = 20_000

    private let size: Double
    private let period: Double
    private let uptime: @Sendable () -> Duration
    private let buckets = Mutex<[String: Bucket]>([:])

    init(size: Int, per period: Duration, uptime: @escaping @Sendable () -> Duration) {
        self.size = Double(size)
        self.period = period.inSeconds
        self.uptime = uptime
    }

    var count: Int { buckets.withLock { $0.count } }

    /// Takes one permission; or says how long until there is one.
    func take(_ key: String) -> Duration? {
        let now = uptime()
        return buckets.withLock { buckets in
            if buckets.count >= Self.mostKept, buckets[key] == nil { thin(&buckets, now) }
            var bucket = buckets[key] ?? Bucket(level: size, at: now)
            bucket.level = level(of: bucket, now)
            bucket.at = now
            let isAllowed = bucket.level >= 1
            if isAllowed { bucket.level -= 1 }
            buckets[key] = bucket
            return isAllowed ? nil : .seconds((1 - bucket.level) * period / size)
        }
    }

    private func level(of bucket: Bucket, _ now: Duration) -> Double {
        min(size, bucket.level + max(0, (now - bucket.at).inSeconds) * size / period)
    }

    private func thin(_ buckets: inout [String: Bucket], _ now: Duration) {
        let emptiest = buckets.map { (level: level(of: $0.value, now), key: $0.key) }.sorted { $0.level < $1.level }
        let kept = emptiest.prefix(Self.mostKept / 2).filter { $0.level < size }
        buckets = Dictionary(uniqueKeysWithValues: kept.compactMap { one in buckets[one.key].map { (one.key, $0) } })
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
