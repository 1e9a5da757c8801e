import Synchronization

/// The signs of life of this process: what was seen last, and whether it is about to leave.
package final class Vitals: Sendable {
    private struct State {
        var latest: VitalSigns?
        var outboxSeenAt: Duration?
        var isLeaving = false
    }

    /// Signs older than this are no signs of life.
    static let longestSilence = Duration.seconds(30)

    private let state = Mutex(State())

    init() {}

    /// The process was told to stop: from now on it is not ready.
    package func leave() { state.withLock { $0.isLeaving = true } }

    /// The worker of the outbox looked for letters at this time of the process.
    func outboxIsAlive(at uptime: Duration) { state.withLock { $0.outboxSeenAt = uptime } }

    var outboxSeenAt: Duration? { state.withLock { $0.outboxSeenAt } }

    func keep(_ signs: VitalSigns) { state.withLock { $0.latest = signs } }

    /// What was seen last; none in the first moments.
    package var latest: VitalSigns? { state.withLock { $0.latest } }

    /// Everything that has to hold for requests to be answered, as it stands at this time of the process.
    package func checks(at uptime: Duration) -> [HealthCheck] {
        let (latest, isLeaving) = state.withLock { ($0.latest, $0.isLeaving) }
        var checks = latest?.checks ?? []
        let silence = latest.map { uptime - $0.takenAt }
        checks.append(
            HealthCheck(
                .watch, isGood: silence.map { $0 < Self.longestSilence } ?? false,
                good: "The checks are recent.",
                bad: "No check has ended lately: something hangs, or the start is not over."))
        checks.append(
            HealthCheck(.process, isGood: !isLeaving, good: "The process stays.", bad: "The process is about to stop."))
        return checks
    }
}

/// One condition for being ready. Its sentence holds no secret, address or name.
package struct HealthCheck: Hashable, Sendable {
    /// The words under which monitoring knows the checks.
    package enum Name: String, CaseIterable, Sendable { case database, schema, files, outbox, disk, watch, process }

    package let name: Name
    package let isGood: Bool
    package let sentence: String

    init(_ name: Name, isGood: Bool, good: String, bad: String) {
        self.name = name
        self.isGood = isGood
        sentence = isGood ? good : bad
    }
}
