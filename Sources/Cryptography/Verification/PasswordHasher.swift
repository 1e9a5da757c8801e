import Dispatch

/// Hashes and checks passwords, two at a time, on threads of its own: each takes half a second and 128 MiB.
///
/// Up to 64 more wait; beyond that `busy` is thrown at once, so that sign-ins cannot take the machine.
package actor PasswordHasher {
    static let mostRunning = 2
    static let mostWaiting = 64

    private let world: any World
    private let cost: PasswordHash.Cost
    private let queue = DispatchQueue(label: "passwords", attributes: .concurrent)
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(world: any World) {
        self.init(world: world, cost: PasswordHash.cost)
    }

    init(world: any World, cost: PasswordHash.Cost) {
        self.world = world
        self.cost = cost
    }

    /// Hashes a new password with a salt of its own. Throws `busy` when too many wait.
    package func hash(_ password: String) async throws -> PasswordHash {
        let (world, cost) = (world, cost)
        return try await whenFree { try PasswordHash.make(of: password, cost: cost, world: world) }
    }

    /// Whether this is the password; takes the same time either way. Throws `busy` when too many wait.
    package func check(_ password: String, against hash: PasswordHash) async throws -> Bool {
        try await whenFree { try hash.accepts(password) }
    }

    /// Whether a hash was made at another cost than this one makes them at, so that the next sign-in should store a new one.
    package nonisolated func isOutdated(_ hash: PasswordHash) -> Bool { hash.isOutdated(at: cost) }

    /// Takes as long as a check and says no: for a name that nobody has, so that the time does not tell.
    package func checkAgainstNobody(_ password: String) async throws {
        let cost = cost
        let nobody = PasswordHash.nobody(cost: cost)
        _ = try await check(password, against: nobody)
    }

    private func whenFree<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
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
