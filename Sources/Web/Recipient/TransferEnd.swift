import Actions
import Synchronization

/// The end of a transfer, which comes once, whatever happens: also where the connection is gone before the first byte, and
/// nobody ever asks for the body.
final class TransferEnd: Sendable {
    private let transfer: any RunningTransfer
    private let hasCome = Atomic(false)

    init(of transfer: any RunningTransfer) { self.transfer = transfer }

    /// What was handed over by then has arrived, or never will.
    func come(_ handedOver: HandedOver) async throws {
        hasCome.store(true, ordering: .releasing)
        let (served, sent, silence) = handedOver.outcome
        try await transfer.finish(served: served, sent: sent, silence: silence)
    }

    deinit {
        guard !hasCome.load(ordering: .acquiring) else { return }
        Task { [transfer] in try? await transfer.finish(served: 0) }
    }
}
