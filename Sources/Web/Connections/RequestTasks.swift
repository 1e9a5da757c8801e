import Hummingbird

/// A task for each request, so that a kept connection does not keep the memory of its deepest call.
///
/// The stack of a task never shrinks: answering on the connection's own would hold some 30 KiB until the connection is
/// closed (RL-03). It starts at once where it is, and waits behind nobody.
struct RequestTasks<Base: HTTPResponder>: HTTPResponder where Base.Context: Sendable {
    let base: Base

    func respond(to request: Request, context: Base.Context) async throws -> Response {
        let task = Task.immediate { try await base.respond(to: request, context: context) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }
}
