import Cryptography
package import Domain

extension Installation {
    /// The wall clock, UTC.
    package func now() -> Moment { world.now() }

    /// Time that nobody sets back, for limits.
    package func uptime() -> Duration { world.uptime() }
}
