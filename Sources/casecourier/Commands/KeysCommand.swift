import ArgumentParser
import Cryptography
import Domain
import PostgresEngine
import Records
import SQL

/// `casecourier keys`
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make, list, rotate and revoke keys.",
        subcommands: [Create.self, List.self, Rotate.self, Rewrap.self, Revoke.self])

    /// `casecourier keys create`
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make the key ring of a new installation.")

        func run() async throws {
            let folder = try await keyFolder()
            guard try await !hasData() else {
                throw ValidationError(
                    "There are data already: a new ring could not open them. Bring the ring back that they were made with."
                )
            }
            _ = try folder.create()
            Console.say("The key ring is in \(folder.path). Keep a copy apart from the backup of the data.")
        }

        /// A file is not opened for that, so that a server may have it open.
        private func hasData() async throws -> Bool {
            let reader = try await SettingsReader()
            let data = try DataFolder(reader.required(.dataFolder))
            guard case .postgres(let url, _) = try RowsPlace(reader) else { return data.holdsData }
            let database = try await PostgresDatabase.open(url, connections: 2, durability: .asConfigured) { _ in }
            let hasBegun = try await Schema.migrator.hasBegun(database)
            await database.close()
            return hasBegun
        }
    }

    /// `casecourier keys list`; never opens the database.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the keys, without their secrets.")

        func run() async throws {
            for key in try await keyFolder().openAsItIs().describe() {
                let until = key.verifyUntil.map { " until \(CivilTime($0).date)" } ?? ""
                Console.say(
                    "\(key.kid)  \(key.purpose.rawValue)  \(key.state)\(until)  made \(CivilTime(key.created).date)")
            }
        }
    }

    /// `casecourier keys rotate`
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a new key for a purpose; what earlier ones made stays good.")

        @Argument(help: "link, code, letter, form, envelope or file.") var purpose: String

        func run() async throws { try await CommandRun.perform(.rotateKeys(purpose: purpose)) }
    }

    /// `casecourier keys rewrap`
    struct Rewrap: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Wrap the keys of all stored files under the newest key for files; the files stay as they are.")

        func run() async throws { try await CommandRun.perform(.rewrapFiles) }
    }

    /// `casecourier keys revoke`
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Withdraw a key at once; every link or code it made is dead.")

        @Argument(help: "The key's id, as `keys list` shows it.") var kid: String

        func run() async throws { try await CommandRun.perform(.revokeKey(kid: kid)) }
    }

    private static func keyFolder() async throws -> KeyFolder {
        KeyFolder(try await SettingsReader().required(.keysFolder), world: SystemWorld())
    }
}
