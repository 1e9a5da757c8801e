import Cryptography
package import Domain

extension Installation {
    package func now() -> Moment { world.now() }

    /// Time that nobody sets back, for limits.
    package func uptime() -> Duration { world.uptime() }
}
