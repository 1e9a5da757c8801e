import COpenSSL
package import Domain
import Glibc

/// The real clock and the real generator.
package struct SystemWorld: World {
    package init() {}

    package func now() -> Moment {
        let time = Self.read(CLOCK_REALTIME)
        return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    package func uptime() -> Duration {
        let time = Self.read(CLOCK_MONOTONIC)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    package func randomBytes(_ count: Int) throws -> [UInt8] {
        precondition(count >= 0 && count <= 1 << 20, "Random bytes are drawn for keys and names, not for files.")
        var bytes = [UInt8](repeating: 0, count: count)
        guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw CryptographyFault.noRandomness }
        return bytes
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        precondition(clock_gettime(clock, &time) == 0, "Linux has both clocks.")
        return time
    }
}
