import Synchronization

/// Whether a store may still be written to.
final class Health: Sendable {
    private let failed = Atomic(false)
    private let reserve: ReserveFile?

    init(reserve: ReserveFile?) { self.reserve = reserve }

    var isGood: Bool { fault == nil }

    /// Why nothing can be stored now: `readOnly` for the rest of the process, or `full` while the reserve is in use.
    var fault: BlobFault? {
        if failed.load(ordering: .acquiring) { return .readOnly }
        return reserve?.isHeld == false ? .full : nil
    }

    /// For the rest of the process.
    func fail() { failed.store(true, ordering: .releasing) }
}
