import Actions
import Blobs
import Cryptography
import Domain
import Records
import SQL
import SQLiteEngine

/// An installation with its database open and, where that is a file, its data folder locked by this process.
struct OpenInstallation: Sendable {
    let installation: Installation
    let database: any Database
    let reserve: ReserveFile?
    let keyring: Keyring
    let lock: DataFolderLock?
    let world: SteadyWorld

    /// Opens everything; the schema is brought up to date, or refused if it is not ours.
    init(_ configuration: ServiceConfiguration, data: DataFolder, lock: DataFolderLock?) async throws {
        world = SteadyWorld()
        let rows = try await OpenRows(configuration, data: data)
        database = rows.database
        reserve = rows.reserve
        keyring = try KeyFolder(configuration.keysFolder, world: world)
            .open(configuration.environment, holdsData: rows.heldData)
        let keys = try Keys(keyring, world: world)
        try await Schema.migrator.migrate(database, now: world.now().milliseconds)
        let blobs = try await OpenBlobs.open(
            configuration.blobs, data: data, reserve: reserve, keys: keys, world: world)
        var installation = Installation(
            organisation: configuration.organisation,
            database: database, blobs: blobs, keys: keys, world: world, passwords: PasswordHasher(world: world))
        installation.uploadLimits = configuration.uploadLimits
        installation.identityProvider = configuration.signInProvider?.service(world)
        self.installation = installation
        if !configuration.believesClock, let latest = try await installation.latestMoment() {
            world.goOn(from: latest)
        }
        self.lock = lock
    }
}
