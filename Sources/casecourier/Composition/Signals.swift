import ServiceLifecycle
import UnixSignals

/// Runs a group of services until a signal: the first SIGTERM or SIGINT asks it to end in peace, a second one cuts everything.
struct Signals {
    private enum End: Sendable { case ended, cut }

    let group: ServiceGroup

    func run() async throws {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await withThrowingTaskGroup(of: End.self) { tasks in
            tasks.addTask {
                try await group.run()
                return .ended
            }
            tasks.addTask {
                var isEnding = false
                for await _ in signals {
                    if isEnding { return .cut }
                    isEnding = true
                    await group.triggerGracefulShutdown()
                }
                return .ended
            }
            let first = try await tasks.next()
            tasks.cancelAll()
            // What was cut still writes down how far it had come.
            if first == .cut { while (try? await tasks.next()) != nil {} }
        }
    }
}
