import ServiceLifecycle

/// A service that may end in peace for a while once it was told to stop, and is then cut off.
struct BoundedShutdown: Service {
    let service: any Service
    let patience: Duration

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await service.run() }
            group.addTask {
                try await gracefulShutdown()
                try await Task.sleep(for: patience)
            }
            try await group.next()
            group.cancelAll()
        }
    }
}
