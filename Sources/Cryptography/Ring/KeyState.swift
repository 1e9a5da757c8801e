/// What a key of the ring may still do.
package enum KeyState: String, Sendable {
    /// Signs and verifies.
    case active
    /// Was replaced; verifies what it made until its time is over.
    case verifyOnly
    /// Does nothing any more, and its secret is gone from the ring.
    case revoked
}
