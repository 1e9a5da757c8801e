import HummingbirdCore
import Logging
import NIOCore

/// Runs the requests of a connection on the event loop that reads and writes it, so that a short answer needs no other
/// thread. What takes longer than some tenths of a millisecond leaves it by `offLoop`.
struct OnEventLoop<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        base.setup(channel: channel, logger: logger)
    }

    func handle(value: Base.Value, logger: Logger) async {
        await withTaskExecutorPreference(EventLoopExecutor(value.channel.eventLoop)) {
            await base.handle(value: value, logger: logger)
        }
    }
}

/// Does something on Swift's own threads, so that the other connections of this event loop need not wait for it.
func offLoop<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
    try await withTaskExecutorPreference(globalConcurrentExecutor, operation: body)
}

/// Tasks on the thread of one event loop.
private final class EventLoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
