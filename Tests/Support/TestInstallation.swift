package import Actions
internal import Blobs
import Domain
package import Mail
import Records
package import SQL
import Testing

@testable import Cryptography

/// A whole installation over a real database, real sealed files and a fresh key ring, in a folder of its own.
package final class TestInstallation: Sendable {
    package let installation: Installation
    package let world: TestWorld
    package let mails = RecordingTransport()
    /// Where sealed files and keys are.
    package let folder: TemporaryFolder
    private let rows: TestDatabase

    package static let origin = "http://localhost:8080"

    package init(
        _ engine: Engine = .sqlite, organisation: Organisation? = nil,
        adjust: (inout Installation) -> Void = { _ in }
    ) async throws {
        let world = TestWorld()
        self.world = world
        folder = try TemporaryFolder()
        rows = try await TestDatabase.migrated(engine, now: world.now().milliseconds)
        let keys = try Keys(Keyring.create(in: folder.path + "/keys", world: world), world: world)
        var installation = Installation(
            organisation: try organisation ?? Self.firm(), database: rows.database,
            blobs: try DiskBlobStore(folder: folder.path + "/blobs", keys: keys, world: world), keys: keys,
            world: world,
            // Cheap, so that tests are about something else; the real cost is CryptographyTests'.
            passwords: PasswordHasher(world: world, cost: PasswordHash.Cost(logarithm: 6, blockSize: 8, lanes: 1)))
        adjust(&installation)
        self.installation = installation
    }

    package static func firm() throws -> Organisation {
        Organisation(
            name: "Harbour & Quay Investigations", contact: "+44 20 7946 0000, office@firm.example",
            origin: origin, mailFrom: try EmailAddress(reading: "updates@firm.example"))
    }

    /// Hands everything that waits in the outbox to `mails` and returns what was delivered by this call.
    @discardableResult
    package func deliverMail() async -> [OutgoingMail] {
        let before = mails.mails.count
        do {
            try await DeliverOutbox(installation, transport: mails).drain()
        } catch {
            Issue.record(error, "The outbox could not be emptied.")
        }
        return Array(mails.mails.dropFirst(before))
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await rows.database.write(body)
    }
}

extension TestInstallation {
    /// How many rows a table of ours has.
    package func rows(in table: CountedTable) async throws -> Int64? {
        try await rows.database.read { transaction in
            switch table {
            case .challenges: try transaction.run("SELECT COUNT(*) AS count FROM challenges").first?.integer("count")
            case .codes: try transaction.run("SELECT COUNT(*) AS count FROM codes").first?.integer("count")
            case .visitorSessions:
                try transaction.run("SELECT COUNT(*) AS count FROM visitor_sessions").first?.integer("count")
            case .staffSessions:
                try transaction.run("SELECT COUNT(*) AS count FROM staff_sessions").first?.integer("count")
            }
        }
    }

    /// A table whose rows tests count.
    package enum CountedTable: Sendable, CaseIterable { case challenges, codes, visitorSessions, staffSessions }
}
