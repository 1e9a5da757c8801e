import Synchronization

/// Whether a store may still be written to.
final class Health: Sendable {
    private let failed = Atomic(false)

    var isGood: Bool { !failed.load(ordering: .acquiring) }

    /// For the rest of the process.
    func fail() { failed.store(true, ordering: .releasing) }
}
