package import Cryptography
package import Domain
package import Logging
import Records
import SQL
import ServiceLifecycle

/// Looks at the clock each second, says what is wrong with it, and remembers each minute how late it is, so that a restart
/// does not bring back what had expired (RL-11).
package struct ClockWatch: Service {
    private let installation: Installation
    private let world: SteadyWorld
    private let logger: Logger

    package init(_ installation: Installation, world: SteadyWorld, logger: Logger = Logger(label: "clock")) {
        self.installation = installation
        self.world = world
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var remembered: Duration?
            while !Task.isCancelled {
                let now = world.now()
                let anomalies = world.takeAnomalies()
                for anomaly in anomalies { say(anomaly) }
                if !anomalies.isEmpty || remembered.map({ world.uptime() - $0 >= .minutes(1) }) ?? true {
                    await remember(now)
                    remembered = world.uptime()
                }
                do { try await Task.sleep(for: .seconds(1)) } catch { return }
            }
        }
    }

    private func remember(_ now: Moment) async {
        do {
            try await installation.database.write { try Marks($0).set(.clock, at: now) }
        } catch {
            logger.warning("The time could not be remembered.", metadata: ["fault": "\(WorldFault.words(for: error))"])
        }
    }

    private func say(_ anomaly: SteadyClock.Anomaly) {
        switch anomaly {
        case .setForward(let jump):
            logger.critical(
                "The clock of this machine was set forward; it is believed, and what expires by it has expired.",
                metadata: ["seconds": "\(jump.components.seconds)"])
        case .setBack(let gap):
            logger.critical(
                "The clock of this machine was set back; the service goes on by its own time until the two meet. Check the clock.",
                metadata: ["seconds": "\(gap.components.seconds)"])
        case .putRight(let gap):
            logger.critical(
                "The clock of this machine had been set forward and was put right; the service follows it.",
                metadata: ["seconds": "\(gap.components.seconds)"])
        }
    }
}

extension Installation {
    /// How late it was when a process last looked: before that, it is not now.
    package func latestMoment() async throws -> Moment? { try await database.read { try Marks($0).find(.clock) } }
}
