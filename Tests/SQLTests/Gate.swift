import Glibc
import SQL
import Synchronization

/// Holds the writer while `callers` tasks hand in a body each, then lets it go; the error that each of them got.
func withGate(
    on database: any Database, callers: Int, _ body: @escaping @Sendable (Int, any Transaction) throws -> Void
) async throws -> [(any Error)?] {
    let isHeld = Flag()
    let arrived = Tally()
    async let gate = database.write { _ in
        isHeld.raise()
        return waitUntil { arrived.count == callers }
    }
    while !isHeld.isRaised { await Task.yield() }
    let errors = await withTaskGroup(of: (Int, (any Error)?).self) { group in
        for number in 0..<callers {
            group.addTask {
                arrived.add()
                do {
                    try await database.write { try body(number, $0) }
                    return (number, nil)
                } catch {
                    return (number, error)
                }
            }
        }
        return await group.reduce(into: [(any Error)?](repeating: nil, count: callers)) { $0[$1.0] = $1.1 }
    }
    // The gate shares the fate of its group, which the callers may have joined.
    _ = try? await gate
    return errors
}

/// Blocks this thread until `condition` holds; false if it does not within 20 seconds, or within `limit`.
func waitUntil(for limit: Duration = .seconds(20), _ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + limit
    while !condition() {
        guard ContinuousClock.now < deadline else { return false }
        usleep(200)
    }
    return true
}

/// The bytes of a file, 0 if there is none.
func fileSize(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

/// A flag that is raised once.
final class Flag: Sendable {
    private let state = Mutex(false)

    var isRaised: Bool { state.withLock { $0 } }

    func raise() { state.withLock { $0 = true } }
}

/// A number that grows by one.
final class Tally: Sendable {
    private let state = Mutex(0)

    var count: Int { state.withLock { $0 } }

    @discardableResult
    func add() -> Int {
        state.withLock { count in
            count += 1
            return count
        }
    }
}
