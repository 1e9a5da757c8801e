import Actions
import ServiceLifecycle

/// The first to hear that the process shall stop: from then on it is not ready, and requests are taken for the notice that was
/// asked for, so that whoever spreads them looks elsewhere before they are refused.
struct Farewell: Service {
    let vitals: Vitals
    let notice: Duration

    func run() async throws {
        try? await gracefulShutdown()
        vitals.leave()
        Supervisor.stopping()
        try? await Task.sleep(for: notice)
    }
}
