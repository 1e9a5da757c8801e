import Cryptography
import Domain
import Logging
package import Mail
import Records
import SQL
import ServiceLifecycle

/// Takes letters from the outbox to the mail server until told to stop. Any number of these may run, here and on other
/// machines: each letter is leased to one of them.
package struct DeliverOutbox: Service {
    private let installation: Installation
    private let transport: any MailTransport
    private let schedule: RetrySchedule
    private let logger = Logger(label: "mail")

    package init(_ installation: Installation, transport: any MailTransport, schedule: RetrySchedule = RetrySchedule())
    {
        self.installation = installation
        self.transport = transport
        self.schedule = schedule
    }

    /// What is in hand when the service is told to stop is carried to its end; nothing more is taken.
    package func run() async throws {
        let (wakes, wake) = AsyncStream.makeStream(of: Wake.self)
        await withGracefulShutdownHandler {
            await work(wakes, wake)
        } onGracefulShutdown: {
            wake.yield(.stopping)
        }
    }

    /// What the worker wakes for.
    private enum Wake: Sendable {
        case mayBeDue
        case finished(hadFiles: Bool)
        case stopping
    }

    private func work(_ wakes: AsyncStream<Wake>, _ wake: AsyncStream<Wake>.Continuation) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [announcements = installation.database.announcements(of: ["outbox"])] in
                for await _ in announcements { wake.yield(.mayBeDue) }
            }
            group.addTask {
                // Retries, and letters whose worker died, are found by looking and not by being told.
                while (try? await Task.sleep(for: .seconds(1))) != nil { wake.yield(.mayBeDue) }
            }
            var (free, freeForFiles) = (Self.mostAtOnce, Self.mostWithFiles)
            var isStopping = false
            wake.yield(.mayBeDue)
            for await reason in wakes {
                installation.vitals.outboxIsAlive(at: installation.world.uptime())
                if case .finished(let hadFiles) = reason {
                    free += 1
                    if hadFiles { freeForFiles += 1 }
                }
                if case .stopping = reason { isStopping = true }
                if isStopping, free == Self.mostAtOnce { break }
                for letter in await due(most: isStopping ? 0 : free, withFiles: freeForFiles) {
                    free -= 1
                    if letter.hasFiles { freeForFiles -= 1 }
                    group.addTask {
                        await deliver(letter)
                        wake.yield(.finished(hadFiles: letter.hasFiles))
                    }
                }
            }
            group.cancelAll()
        }
    }

    /// A slow server holds up these many letters at most; the next one does not wait for all of them.
    private static let mostAtOnce = 4
    /// Of these, letters with files, which are in memory as a whole and take long: the others are for codes and notices.
    private static let mostWithFiles = 2
    private static let lease = Duration.minutes(5)

    /// Delivers what is due now, one after the other; returns when nothing is, and throws what stands in the way.
    package func drain() async throws {
        while let letter = try await take(most: 1, withFiles: 1).first {
            try await settle(letter, try await attempt(letter))
        }
    }

    private func take(most: Int, withFiles: Int) async throws -> [TakenLetter] {
        guard most > 0 else { return [] }
        let now = installation.world.now()
        let (next, nextToWrite) = try await installation.database.read {
            (try Outbox($0).nextDue(), try NotificationMails($0).nextDue())
        }
        let mustWrite = nextToWrite.map { $0 <= now } ?? false
        if mustWrite { try await installation.writeNotificationMails() }
        guard mustWrite || next.map({ $0 <= now }) ?? false else { return [] }
        return try await installation.database.write(.guarded) {
            try Outbox($0).take(most: most, withFiles: withFiles, lease: Self.lease, now: now)
        }
    }

    private func due(most: Int, withFiles: Int) async -> [TakenLetter] {
        do {
            return try await take(most: most, withFiles: withFiles)
        } catch {
            logger.error(
                "The outbox cannot be read; trying again.", metadata: ["fault": "\(WorldFault.words(for: error))"])
            return []
        }
    }

    /// What goes wrong with one letter holds up no other; its lease ends and it is tried again.
    private func deliver(_ letter: TakenLetter) async {
        do {
            try await settle(letter, try await attempt(letter))
        } catch {
            logger.error(
                "A mail could not be handed over or settled; trying again.",
                metadata: ["fault": "\(WorldFault.words(for: error))"])
        }
    }

    /// A mail that was handed over is noted as such as soon as the database takes it, while the lease lasts: when it is over
    /// without a note, the mail is sent again.
    private func settle(_ letter: TakenLetter, _ attempt: DeliveryAttempt) async throws {
        let end = installation.uptime() + Self.lease - .seconds(30)
        while true {
            do {
                return try await installation.settle(letter, attempt, schedule: schedule)
            } catch  where WorldFault(error).mayPass && installation.uptime() < end {
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func attempt(_ letter: TakenLetter) async throws -> DeliveryAttempt {
        guard installation.world.now() < letter.giveUpAt else {
            return .refused(DeliveryAttempt.Reason(sentence: "It could not be handed over in time; given up."))
        }
        guard let octets = try? installation.sealer.open(letter.sealed, context: letter.id.text) else {
            return .refused(
                DeliveryAttempt.Reason(sentence: "The key that sealed this mail is gone from the key ring."))
        }
        let whole: [UInt8]
        switch try await installation.enclose(in: letter, octets) {
        case .octets(let enclosed): whole = enclosed
        case .attempt(let attempt): return attempt
        }
        let envelope = try EnvelopeTokens(keys: installation.keys).token(for: letter.id)
        let mail = try OutgoingMail(
            sender: installation.organisation.mailFrom, recipient: letter.address, octets: whole,
            envelopeID: envelope, asksForReports: letter.kind != .staff)
        return await transport.deliver(mail)
    }
}

/// When a letter that could not be handed over is tried again: one minute later, then ever longer up to four hours.
package struct RetrySchedule: Sendable {
    private let first: Duration
    private let longest: Duration

    package init(first: Duration = .minutes(1), longest: Duration = .hours(4)) {
        self.first = first
        self.longest = longest
    }

    /// `attempts` made so far, at least one. A code is over in ten minutes, so it is tried every half minute at most.
    func delay(after attempts: Int64, kind: Records.LetterKind) -> Duration {
        let steps = min(max(attempts - 1, 0), 20)
        let grown = min(first * (1 << steps), longest)
        return kind == .code ? min(grown, .seconds(30)) : grown
    }
}
