import Cryptography
import Foundation

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

    /// The ring for this start. Development makes one at its first start, never when there are data that a new ring could not
    /// open (KM-04); production only opens one that `casecourier keys create` made.
    func open(_ environment: ServiceConfiguration.Environment, holdsData: Bool) throws -> Keyring {
        let exists = FileManager.default.fileExists(atPath: ring)
        if environment == .development, !exists, !holdsData {
            let keyring = try Keyring.create(in: path, world: world)
            guard FileManager.default.createFile(atPath: mark, contents: Data()) else {
                throw ConfigurationFault("The keys folder cannot be written to: \(path)")
            }
            return keyring
        }
        if environment == .production, FileManager.default.fileExists(atPath: mark) {
            throw ConfigurationFault(
                "The key ring in \(path) was made by a development start, and production refuses it. Name another "
                    + "\(Setting.keysFolder.variable) and run `casecourier keys create`.")
        }
        return try Keyring.open(path, world: world)
    }

    func create() throws -> Keyring { try Keyring.create(in: path, world: world) }

    /// The ring without any condition, for commands that only read or rotate it.
    func openAsItIs() throws -> Keyring { try Keyring.open(path, world: world) }
}
