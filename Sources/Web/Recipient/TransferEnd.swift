import Actions
import Synchronization

/// The end of a transfer, which comes once, whatever happens: also where the connection is gone before the first byte, and
/// nobody ever asks for the body.
final class TransferEnd: Sendable {
    private let transfer: any RunningTransfer
    private let hasCome = Atomic(false)

    init(of transfer: any RunningTransfer) { self.transfer = transfer }

    /// `served` bytes arrived.
    func come(served: Int64) async throws {
        hasCome.store(true, ordering: .releasing)
        try await transfer.finish(served: served)
    }

    deinit {
        guard !hasCome.load(ordering: .acquiring) else { return }
        Task { [transfer] in try? await transfer.finish(served: 0) }
    }
}
