import Dispatch

/// Work that takes the machine for long, two pieces at a time, on threads of its own: neither an event loop nor a thread of
/// Swift's waits for it (RL-05).
///
/// Up to 64 more wait; beyond that `busy` is thrown at once, so that nobody can queue the machine up.
package actor WorkPool {
    static let mostRunning = 2
    static let mostWaiting = 64

    private let queue: DispatchQueue
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// `label` names its threads for whoever debugs them.
    package init(label: String) { queue = DispatchQueue(label: label, attributes: .concurrent) }

    /// Does the work when there is a place for it. Throws `busy` when too many wait.
    package func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        if running >= Self.mostRunning {
            guard waiting.count < Self.mostWaiting else { throw CryptographyFault.busy }
            // The one that ends hands its place on, so `running` stays as it is.
            await withCheckedContinuation { waiting.append($0) }
        } else {
            running += 1
        }
        defer { handOn() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }

    private func handOn() {
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    }
}
