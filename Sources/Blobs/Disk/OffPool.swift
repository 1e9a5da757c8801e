import Dispatch

/// Threads that may wait for the disk, so that those of Swift's own pool never do.
enum OffPool {
    private static let queue = DispatchQueue(label: "blobs", attributes: .concurrent)

    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }
}
