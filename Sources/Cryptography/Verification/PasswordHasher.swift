/// Hashes and checks passwords in a pool of its own: each takes half a second and 128 MiB.
package struct PasswordHasher: Sendable {
    private let world: any World
    private let cost: PasswordHash.Cost
    private let pool = WorkPool(label: "passwords")

    package init(world: any World) {
        self.init(world: world, cost: PasswordHash.cost)
    }

    init(world: any World, cost: PasswordHash.Cost) {
        self.world = world
        self.cost = cost
    }

    /// Hashes a new password with a salt of its own. Throws `busy` when too many wait.
    package func hash(_ password: String) async throws -> PasswordHash {
        try await pool.run { [world, cost] in try PasswordHash.make(of: password, cost: cost, world: world) }
    }

    /// Whether this is the password; takes the same time either way. Throws `busy` when too many wait.
    package func check(_ password: String, against hash: PasswordHash) async throws -> Bool {
        try await pool.run { try hash.accepts(password) }
    }

    /// Whether a hash was made at another cost than this one makes them at, so that the next sign-in should store a new one.
    package func isOutdated(_ hash: PasswordHash) -> Bool { hash.isOutdated(at: cost) }

    /// Takes as long as a check and says no: for a name that nobody has, so that the time does not tell.
    package func checkAgainstNobody(_ password: String) async throws {
        _ = try await check(password, against: PasswordHash.nobody(cost: cost))
    }
}
