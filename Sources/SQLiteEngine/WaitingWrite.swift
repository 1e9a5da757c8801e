internal import SQL

/// A body of `write` in the queue, and whoever awaits it.
struct WaitingWrite: Sendable {
    /// Runs the body; what it returns answers the caller, and is called once the group is durable.
    let attempt: @Sendable (SQLiteTransaction) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void

    init<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result,
        answering continuation: CheckedContinuation<Result, any Error>
    ) {
        attempt = { transaction in
            let result = try body(transaction)
            return { continuation.resume(returning: result) }
        }
        fail = { continuation.resume(throwing: $0) }
    }
}
