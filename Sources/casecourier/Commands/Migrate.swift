import ArgumentParser
import Cryptography
import Domain
import Records
import SQL
import SQLiteEngine

/// `casecourier migrate`: brings the schema up to date; a SQLite file while no server runs.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database up to date; with SQLite the server has to be stopped.")

    func run() async throws {
        let configuration = try ServiceConfiguration(await SettingsReader())
        let data = try DataFolder(configuration.dataFolder)
        guard case .granted(let lock) = try InstallationAccess(configuration, data: data) else {
            Console.complain("The server has the data folder open. Stop it, then try again.")
            throw ExitCode(75)
        }
        defer { lock?.release() }
        let database = try await OpenRows(configuration, data: data).database
        let steps = try await Schema.migrator.migrate(database, now: SystemWorld().now().milliseconds)
        try await database.close()
        Console.say(steps.isEmpty ? "The schema is up to date." : "Done: \(steps.joined(separator: ", ")).")
    }
}
