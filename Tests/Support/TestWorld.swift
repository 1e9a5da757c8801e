import Cryptography
package import Domain
internal import Synchronization

/// A clock that stands still until a test moves it, and real random bytes.
package final class TestWorld: World {
    private let moment: Mutex<Moment>
    private let elapsed = Mutex(Duration.zero)
    private let hasFailed = Atomic(false)

    /// Starts on Monday 23 November 2026, 12:00 UTC.
    package init() { moment = Mutex(Moment(milliseconds: 1_795_435_200_000)) }

    package func now() -> Moment { moment.withLock { $0 } }

    package func uptime() -> Duration { elapsed.withLock { $0 } }

    package func randomBytes(_ count: Int) throws -> [UInt8] {
        guard !hasFailed.load(ordering: .relaxed) else { throw CryptographyFault.noRandomness }
        return try SystemWorld().randomBytes(count)
    }

    /// From now on the generator of random bytes fails, as a broken machine's does.
    package func breakChance() { hasFailed.store(true, ordering: .relaxed) }

    /// Lets time pass.
    package func pass(_ duration: Duration) {
        moment.withLock { $0 = $0 + duration }
        elapsed.withLock { $0 += duration }
    }

    /// Sets the wall clock, as an administrator or a broken time server does; time since the start goes on unmoved.
    package func set(_ moment: Moment) { self.moment.withLock { $0 = moment } }
}
