import Cryptography
import Foundation
import Glibc

/// The folder of the key ring, and the mark that its keys were made by a development start.
struct KeyFolder: Sendable {
    let path: String
    private let world: any World

    init(_ path: String, world: any World) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
        self.world = world
    }

    private var mark: String { path + "/made-for-development" }
    private var ring: String { path + "/ring" }

    var hasRing: Bool { access(ring, F_OK) == 0 }
    /// Whether a development start made the ring, or was about to.
    var isForDevelopment: Bool { access(mark, F_OK) == 0 }

    /// The ring for this start. Development makes one at its first start, never when there are data that a new ring could not
    /// open (KM-04); production only opens one that `casecourier keys create` made.
    func open(_ environment: ServiceConfiguration.Environment, holdsData: Bool) throws -> Keyring {
        if environment == .development, !hasRing, !holdsData { return try createForDevelopment() }
        if environment == .production, isForDevelopment {
            throw ConfigurationFault(
                "The key ring in \(path) was made by a development start, and production refuses it. Name another "
                    + "\(Setting.keysFolder.variable) and run `casecourier keys create`.")
        }
        let ring = try Keyring.open(path, world: world)
        try ring.complete()
        return ring
    }

    /// The ring of a new installation. What is left of a development start that died before it made a ring goes first.
    func create() throws -> Keyring {
        if !hasRing { unlink(mark) }
        return try Keyring.create(in: path, world: world)
    }

    /// The ring without any condition, for commands that only read or rotate it.
    func openAsItIs() throws -> Keyring { try Keyring.open(path, world: world) }

    /// The mark is durable before there is a ring: a start that dies in between leaves a mark without a ring, never a
    /// development ring that production would take for its own.
    private func createForDevelopment() throws -> Keyring {
        let refusal = ConfigurationFault("The keys folder cannot be written to: \(path)")
        guard mkdir(path, 0o700) == 0 || errno == EEXIST, chmod(path, 0o700) == 0 else { throw refusal }
        for (name, flags) in [(mark, O_WRONLY | O_CREAT | O_NOFOLLOW), (path, O_RDONLY | O_DIRECTORY)] {
            let descriptor = Glibc.open(name, flags | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw refusal }
            defer { close(descriptor) }
            guard fsync(descriptor) == 0 else { throw refusal }
        }
        return try Keyring.create(in: path, world: world)
    }
}
