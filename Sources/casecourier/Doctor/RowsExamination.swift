import Actions
import AsyncHTTPClient
import Blobs
import Cryptography
import Foundation
import NIOCore
import NIOHTTP1
import PostgresEngine
import Records
import SQL
import SQLiteEngine
import Synchronization

/// The database and the stored files: asked of the server where one runs, else looked at under the lock of the data folder.
struct RowsExamination {
    private let configuration: ServiceConfiguration
    private let folder: FolderExamination

    init(_ configuration: ServiceConfiguration, folder: FolderExamination) {
        self.configuration = configuration
        self.folder = folder
    }

    /// What was found, whether a server answered, and whether there are data that a missing key ring would make unreadable.
    func findings() async -> (findings: [Finding], isServing: Bool, holdsData: Bool) {
        if case .postgres(let url, _) = configuration.rows {
            let (findings, holdsData) = await lookAt(url)
            return (findings, await isAnswering, holdsData)
        }
        let engine = [SQLiteRelease.finding]
        guard folder.hasDatabase else {
            return (engine + [.ok(.database, "There is no database yet; the first start makes one.")], false, false)
        }
        do {
            switch try DataFolderLock.attempt(folder: folder.path) {
            case .taken:
                let answer = await askServer()
                return (engine + answer, !answer.contains { $0.mark == .problem && $0.area == .data }, true)
            case .held(let lock):
                defer { lock.release() }
                return (
                    engine + [.ok(.data, "No process has the data folder open.")] + (await lookAlone()), false, true
                )
            }
        } catch {
            return (engine + [.problem(.data, "\(error)")], false, true)
        }
    }

    private func askServer() async -> [Finding] {
        let holder = LockHolder.words(folder: folder.path)
        let socket = folder.path + "/control.sock"
        guard let answer = try? await ControlClient.ask(.examine, at: socket), answer.exitCode == 0,
            let findings = try? JSONDecoder().decode([Finding].self, from: Data(answer.output.utf8))
        else {
            return [
                .problem(
                    .data,
                    "The data folder is held by \(holder), which does not answer at its control socket. Wait for it, run doctor "
                        + "as the user that runs the service, or restart the service.")
            ]
        }
        return [.ok(.data, "The server runs: the data folder is held by \(holder).")] + findings
    }

    /// Any number of processes may use the server at once, so nobody has to be asked.
    private func lookAt(_ url: DatabaseURL) async -> (findings: [Finding], holdsData: Bool) {
        do {
            let notices = Notices()
            let database = try await PostgresDatabase.open(
                url, connections: 2, durability: configuration.environment == .production ? .required : .asConfigured
            ) { notices.add($0) }
            let findings = await examine(database)
            let holdsData = (try? await Schema.migrator.hasBegun(database)) ?? true
            await database.close()
            let reached = Finding.ok(
                .database, "The PostgreSQL server of \(Setting.databaseURL.variable) is reached and fit.")
            return ([reached] + notices.all.map { .warning(.database, $0) } + findings, holdsData)
        } catch {
            return (
                [.problem(.database, "\(WorldFault.words(for: error)) Check \(Setting.databaseURL.variable).")], true
            )
        }
    }

    /// Whether something answers where this configuration listens.
    private var isAnswering: Bool {
        get async {
            let request = HTTPClientRequest(url: "http://\(configuration.address.reachable)/healthz")
            return (try? await HTTPClient.shared.execute(request, timeout: .seconds(5)))?.status == .ok
        }
    }

    private func lookAlone() async -> [Finding] {
        do {
            let database = try SQLiteDatabase(path: folder.path + "/casecourier.sqlite", readers: 1)
            let findings = await examine(database)
            try await database.close()
            return findings
        } catch {
            return [.problem(.database, "\(error)")]
        }
    }

    private func examine(_ database: any Database) async -> [Finding] {
        let world = SystemWorld()
        let blobs: (any BlobStore)?
        do {
            // Opening the folder of an installation that was never started would make it.
            if folder.exists, let ring = try? KeyFolder(configuration.keysFolder, world: world).openAsItIs() {
                blobs = try await OpenBlobs.open(
                    configuration.blobs, data: DataFolder(folder.path), reserve: nil, keys: Keys(ring, world: world),
                    world: world)
            } else {
                blobs = nil
            }
        } catch {
            return [.problem(.files, "\(error)")]
        }
        return await InstallationExamination(database: database, blobs: blobs, now: world.now()).findings()
    }
}

/// What a database server noted while it was looked at.
private final class Notices: Sendable {
    private let kept = Mutex<[String]>([])

    var all: [String] { kept.withLock { $0 } }

    func add(_ line: String) { kept.withLock { $0.append(line) } }
}
