package import Domain
import Synchronization

/// The real world with a clock that nobody sets back: see `SteadyClock`.
package final class SteadyWorld: World {
    private struct Time {
        var clock: SteadyClock
        var anomalies: [SteadyClock.Anomaly] = []
    }

    private static let mostRemembered = 16

    private let world: any World
    private let time: Mutex<Time>

    package init(_ world: any World = SystemWorld()) {
        self.world = world
        time = Mutex(Time(clock: SteadyClock(wall: world.now(), uptime: world.uptime())))
    }

    package func now() -> Moment {
        time.withLock { time in
            let (now, anomaly) = time.clock.read(wall: world.now(), uptime: world.uptime())
            if let anomaly, time.anomalies.count < Self.mostRemembered { time.anomalies.append(anomaly) }
            return now
        }
    }

    package func uptime() -> Duration { world.uptime() }

    package func randomBytes(_ count: Int) throws -> [UInt8] { try world.randomBytes(count) }

    /// The records are of a time as late as this: it is not earlier now.
    package func goOn(from moment: Moment) { time.withLock { $0.clock.goOn(from: moment) } }

    /// What was found out about the wall clock since this was last asked.
    package func takeAnomalies() -> [SteadyClock.Anomaly] {
        time.withLock { time in
            defer { time.anomalies = [] }
            return time.anomalies
        }
    }
}
