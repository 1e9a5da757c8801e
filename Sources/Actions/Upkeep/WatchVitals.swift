import Blobs
import Cryptography
import Domain
import Glibc
import Records
import SQL
import ServiceLifecycle

/// Looks every few seconds whether everything that answers need is there, so that nobody who asks has to wait for it.
package struct WatchVitals: Service {
    private let installation: Installation
    private let folder: String
    private let diskReserve: Int64
    private let pause: Duration

    /// `folder` is where rows or files are written on this machine; `diskReserve`, in bytes, is what should stay free there.
    package init(_ installation: Installation, folder: String, diskReserve: Int64, pause: Duration = .seconds(5)) {
        self.installation = installation
        self.folder = folder
        self.diskReserve = diskReserve
        self.pause = pause
    }

    /// Until the service is told to stop.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await countEvents() }
                group.addTask { await keepLooking() }
            }
        }
    }

    /// Every sixth look is thorough: storing a file costs syncs of the disk, and counting sessions reads many rows.
    private func keepLooking() async {
        var looks = 0
        while !Task.isCancelled {
            await look(thoroughly: looks % 6 == 0)
            looks &+= 1
            try? await Task.sleep(for: pause)
        }
    }

    /// What was announced was committed; a body that ran twice announces once.
    private func countEvents() async {
        for await announcement in installation.database.announcements(of: ["delivery", "suspension"]) {
            switch announcement.topic {
            case "delivery": installation.figures.count(.event)
            case "suspension": installation.figures.count(.code(.suspended))
            default: break
            }
        }
    }

    /// One look; what it saw is the next `Vitals.latest`. What only a thorough look finds out holds until the next one.
    package func look(thoroughly: Bool = true) async {
        let before = installation.vitals.latest
        let counts = thoroughly ? try? await counts() : before?.counts
        let wait = await longestWait()
        let free = Self.free(at: folder)
        let disk = HealthCheck(
            .disk, isGood: free.map { $0 >= diskReserve } ?? false, good: "The disk has enough room.",
            bad: "The disk of the data folder is nearly full, or cannot be asked.")
        let checks = [await database(), await schema(), await files(thoroughly, before), outbox(wait), disk]
        installation.vitals.keep(
            VitalSigns(
                takenAt: installation.uptime(), checks: checks, counts: counts, longestWait: wait ?? .zero,
                keys: installation.keys.ages(), diskFree: free, diskReserve: diskReserve,
                engine: installation.database.figures))
    }

    private func database() async -> HealthCheck {
        let words = await Self.fault { try await Schema.migrator.proveWritable(installation.database) }
        return HealthCheck(.database, isGood: words == nil, good: "The database takes writes.", bad: words ?? "")
    }

    private func schema() async -> HealthCheck {
        var pending = 0
        let words = await Self.fault { pending = try await Schema.migrator.pending(installation.database).count }
        return HealthCheck(
            .schema, isGood: words == nil && pending == 0, good: "The schema is up to date.",
            bad: words ?? "\(pending) steps of the schema have not run. Run `casecourier migrate`.")
    }

    private func files(_ thoroughly: Bool, _ before: VitalSigns?) async -> HealthCheck {
        var words = installation.blobs.isHealthy ? nil : "\(BlobFault.readOnly)"
        if words == nil, thoroughly {
            words = await Self.fault { try await installation.blobs.probe() }
        } else if words == nil, let last = before?.checks.first(where: { $0.name == .files }), !last.isGood {
            words = last.sentence
        }
        return HealthCheck(.files, isGood: words == nil, good: "Files can be stored and read.", bad: words ?? "")
    }

    private func outbox(_ wait: Duration?) -> HealthCheck {
        let seen = installation.vitals.outboxSeenAt.map { installation.uptime() - $0 }
        let isAlive = seen.map { $0 < .minutes(1) } ?? false
        return HealthCheck(
            .outbox, isGood: isAlive && (wait ?? .zero) < .minutes(15), good: "Mails are taken from the outbox.",
            bad: isAlive
                ? "A mail that is due has waited for a quarter of an hour." : "Nobody takes mails from the outbox.")
    }

    /// How long the letter that could have been taken first has waited; none where the database cannot be asked.
    private func longestWait() async -> Duration? {
        let now = installation.now()
        do {
            let due = try await installation.database.read { try Outbox($0).nextDue() }
            return due.map { max(.zero, now - $0) } ?? .zero
        } catch {
            return nil
        }
    }

    private func counts() async throws -> LiveCounts {
        let (now, idle) = (installation.now(), installation.sessionLimits.idle)
        return try await installation.database.read { try LiveCounts($0, idle: idle, now: now) }
    }

    /// What went wrong, in words for the operator; none if nothing did.
    private static func fault(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch {
            return WorldFault.words(for: error)
        }
    }

    private static func free(at path: String) -> Int64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return overflow ? .max : Int64(clamping: bytes)
    }
}

extension Keys {
    /// How old the key is that each purpose signs with now.
    fileprivate func ages() -> [VitalSigns.KeyAge] {
        let now = now()
        return KeyPurpose.allCases.compactMap { purpose in
            let active = describe().filter { $0.purpose == purpose && $0.state == .active }
            guard let newest = active.max(by: { $0.created < $1.created }) else { return nil }
            return VitalSigns.KeyAge(
                purpose: purpose, age: now - newest.created, isDue: newest.isDue(at: now))
        }
    }
}
