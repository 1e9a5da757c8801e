package import Domain
import Synchronization

/// The keys a running server works with. Reading them is synchronous and cheap; `reload` brings a changed ring in
/// without a pause.
package final class Keys: Sendable {
    private let keyring: Keyring
    let world: any World
    private let current: Mutex<OpenRing>
    private let stamp: Mutex<RingStamp?>

    package init(_ keyring: Keyring, world: any World) throws {
        self.keyring = keyring
        self.world = world
        stamp = Mutex(keyring.stamp)
        current = Mutex(try OpenRing(keyring.entries()))
    }

    /// Takes in the ring as it stands on disk now. Where that fails the keys of before remain in use.
    package func reload() throws {
        // Looked at before reading, so that a change in between is found again.
        let now = keyring.stamp
        let ring = try OpenRing(keyring.entries())
        current.withLock { $0 = ring }
        stamp.withLock { $0 = now }
    }

    /// Takes in a ring that another process has changed since; false where there is nothing new. Cheap enough to ask often.
    package func reloadIfChanged() throws -> Bool {
        guard let now = keyring.stamp, now != stamp.withLock({ $0 }) else { return false }
        try reload()
        return true
    }

    /// Every key in use without its secret, in the order they were made.
    package func describe() -> [KeyDescription] { ring.descriptions }

    /// The wall clock that the dates of keys go by.
    package func now() -> Moment { world.now() }

    func tags<Use: TagUse>(_ use: Use.Type) -> TagKeys<Use> {
        TagKeys(held: ring.tagKeys(Use.purpose), now: world.now())
    }

    func seals<Use: SealUse>(_ use: Use.Type) -> SealKeys<Use> {
        SealKeys(held: ring.sealKeys(Use.purpose), now: world.now())
    }

    private var ring: OpenRing { current.withLock { $0 } }
}

extension Keys: CustomStringConvertible, CustomReflectable {
    package var description: String { "keys (redacted)" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
