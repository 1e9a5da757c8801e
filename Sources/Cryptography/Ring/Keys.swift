import Domain
import Synchronization

/// The keys a running server works with. Reading them is synchronous and cheap; `reload` brings a changed ring in
/// without a pause.
package final class Keys: Sendable {
    private let keyring: Keyring
    let world: any World
    private let current: Mutex<OpenRing>

    package init(_ keyring: Keyring, world: any World) throws {
        self.keyring = keyring
        self.world = world
        current = Mutex(try OpenRing(keyring.entries()))
    }

    /// Takes in the ring as it stands on disk now. Where that fails the keys of before remain in use.
    package func reload() throws {
        let ring = try OpenRing(keyring.entries())
        current.withLock { $0 = ring }
    }

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
