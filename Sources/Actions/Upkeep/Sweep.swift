import Blobs
import Cryptography
import Domain
package import Logging
import Records
import SQL
import ServiceLifecycle

/// Tidies up once an hour what nobody needs any more.
package struct Sweep: Service {
    private let installation: Installation
    private let logger: Logger

    package init(_ installation: Installation, logger: Logger = Logger(label: "sweep")) {
        self.installation = installation
        self.logger = logger
    }

    /// Goes on until the service is told to stop; what fails is tried again an hour later.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let swept = try await installation.sweep()
                    if swept.files > 0 { logger.info("Removed \(swept.files) stored files that no case needs.") }
                } catch {
                    logger.warning("Tidying up failed.", metadata: ["fault": "\(type(of: error))"])
                }
                do { try await Task.sleep(for: .hours(1)) } catch { return }
            }
        }
    }
}

/// What one round of tidying up removed.
package struct Swept: Hashable, Sendable {
    /// Uploads that never ended, and contents without a row, both older than a day (UD-11).
    package let files: Int

    package init(files: Int) { self.files = files }
}

extension Installation {
    /// Removes what uploads left behind more than a day ago and forgets counts that no limit looks at.
    package func sweep() async throws -> Swept {
        let now = world.now()
        let unfinished = try await blobs.sweep(olderThan: .days(1))
        let old = try await blobs.stored(olderThan: .days(1))
        let needed = try await database.read { try Attachments($0).needed(among: old) }
        let orphans = old.filter { !needed.contains($0) }
        for blob in orphans { try await blobs.remove(blob) }
        try await database.write { transaction in
            try SignInFailures(transaction).forget(before: now - .days(2))
            try CodeFailures(transaction).forget(before: now - .days(2))
            try AccountLinks(transaction).forget(before: now - .days(30))
            try PendingSignIns(transaction).forget(before: now - .days(2))
            try ProviderVisits(transaction).forget(before: now - .hours(1))
            try AddressChanges(transaction).forget(before: now - .days(2))
            try AwaitedAddressCodes(transaction).forget(before: now - .days(2))
            try ResetRequests(transaction).forget(before: now - .days(2))
            try NamedRequests(transaction).forget(before: now - .days(1))
            try Imports(transaction).forget(before: now - .days(1))
            try UploadedBytes(transaction).forget(before: now - .days(2))
            try Outbox(transaction).eraseWithheld(before: now - .hours(1))
            try Self.forgetDoors(before: now - .days(2), in: transaction)
        }
        return Swept(files: unfinished + orphans.count)
    }

    /// What visitors left who never got in: any holder of a link can make as many such rows as they like.
    private static func forgetDoors(before: Moment, in transaction: any Transaction) throws {
        try Codes(transaction).forget(before: before)
        try Challenges(transaction).forget(before: before)
        try VisitorSessions(transaction).forget(before: before)
        try Outbox(transaction).forgetWithheld(before: before)
    }
}
