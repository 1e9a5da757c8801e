import Domain
import Testing

@Suite("A clock that nobody sets back")
struct SteadyClockTests {
    private static let noon = Moment(milliseconds: 1_795_435_200_000)

    /// A wall clock and a machine's uptime that a test moves, and the steady clock over both.
    private struct Clocks {
        var wall = SteadyClockTests.noon
        var uptime = Duration.seconds(1000)
        var steady = SteadyClock(wall: SteadyClockTests.noon, uptime: .seconds(1000))
        var anomalies: [SteadyClock.Anomaly] = []

        /// Both go on; the wall clock by `drift` more.
        mutating func pass(_ duration: Duration, drift: Duration = .zero) -> Moment {
            uptime += duration
            wall = wall + duration + drift
            let (now, anomaly) = steady.read(wall: wall, uptime: uptime)
            if let anomaly { anomalies.append(anomaly) }
            return now
        }

        mutating func set(_ moment: Moment) -> Moment {
            wall = moment
            return pass(.zero)
        }
    }

    @Test("RL-11: while nobody touches it, it is the wall clock")
    func undisturbed() {
        var clocks = Clocks()
        for step in [1, 20, 3600, 86_400] { #expect(clocks.pass(.seconds(step)) == clocks.wall) }
        #expect(clocks.anomalies.isEmpty)
    }

    @Test("RL-11: set back ten days, time goes on from where it was, and the fault is told once")
    func setBack() {
        var clocks = Clocks()
        let before = clocks.pass(.minutes(5))
        let after = clocks.set(clocks.wall - .days(10))
        #expect(after == before)
        let later = clocks.pass(.minutes(10))
        #expect(later - after > .minutes(10) - .seconds(1) && later - after <= .minutes(10))
        #expect(clocks.anomalies == [.setBack(.days(10))])
        // When the clock is right again, there is nothing left of it.
        #expect(clocks.set(Self.noon + .minutes(15)) == Self.noon + .minutes(15))
    }

    @Test("RL-11: set forward it is believed; put right again it is followed")
    func setForward() {
        var clocks = Clocks()
        #expect(clocks.set(Self.noon + .days(10)) == Self.noon + .days(10))
        _ = clocks.pass(.hours(1))
        #expect(clocks.set(Self.noon + .hours(1)) == Self.noon + .hours(1))
        #expect(clocks.anomalies == [.setForward(.days(10)), .putRight(.days(10))])
        // Once only: whoever sets it back now is not putting anything right.
        #expect(clocks.set(Self.noon - .days(10)) == Self.noon + .hours(1))
    }

    @Test("RL-11: set forward and then back to any other time, it does not go back")
    func neither() {
        var clocks = Clocks()
        _ = clocks.set(Self.noon + .days(10))
        #expect(clocks.set(Self.noon - .days(10)) == Self.noon + .days(10))
        #expect(clocks.set(Self.noon + .days(5)) == Self.noon + .days(10))
    }

    @Test("RL-11: drift of 400 ms a second forward is followed; backward, ten minutes stay ten")
    func drift() {
        var fast = Clocks()
        var now = Self.noon
        for _ in 0..<600 { now = fast.pass(.seconds(1), drift: .milliseconds(400)) }
        #expect(now == Self.noon + .minutes(14) && fast.anomalies.isEmpty)

        var slow = Clocks()
        for _ in 0..<600 { now = slow.pass(.seconds(1), drift: .milliseconds(-400)) }
        #expect(now > Self.noon + .minutes(10) - .seconds(1) && now <= Self.noon + .minutes(10))
        #expect(slow.anomalies.count == 1)
    }

    @Test("RL-11: a leap second, smeared or stepped, goes by without a word, and time never goes back")
    func leap() {
        var smeared = Clocks()
        for step in 1...86_400 { _ = smeared.pass(.seconds(1), drift: .milliseconds(step % 86 == 0 ? -1 : 0)) }
        var stepped = Clocks()
        var last = stepped.pass(.minutes(1))
        stepped.wall = stepped.wall - .seconds(1)
        for _ in 0..<2000 {
            let now = stepped.pass(.seconds(1))
            #expect(now >= last)
            last = now
        }
        #expect(last == stepped.wall && stepped.anomalies.isEmpty && smeared.anomalies.isEmpty)
    }

    @Test("RL-11: read a thousand times in a millisecond, time set back still passes")
    func often() {
        var clocks = Clocks()
        _ = clocks.set(Self.noon - .days(1))
        for _ in 0..<100_000 { _ = clocks.pass(.microseconds(100)) }
        #expect(clocks.pass(.zero) >= Self.noon + .seconds(9.98))
    }

    @Test("RL-11: a restart goes on from the time of the records; a clock that is later counts")
    func restart() {
        var behind = Clocks()
        behind.steady.goOn(from: Self.noon + .days(10))
        #expect(behind.pass(.zero) == Self.noon + .days(10))
        #expect(behind.anomalies == [.setBack(.days(10))])
        var ahead = Clocks()
        ahead.steady.goOn(from: Self.noon - .days(10))
        #expect(ahead.pass(.seconds(1)) == Self.noon + .seconds(1) && ahead.anomalies.isEmpty)
    }

    @Test("RL-07: clocks at the ends of their range trap nothing")
    func extremes() {
        for wall in [Int64.min, -1, 0, Int64.max] {
            var clock = SteadyClock(wall: Moment(milliseconds: wall), uptime: .zero)
            _ = clock.read(wall: Moment(milliseconds: .max), uptime: .seconds(Int64.max))
            _ = clock.read(wall: Moment(milliseconds: .min), uptime: .zero)
            clock.goOn(from: Moment(milliseconds: .max))
            _ = clock.read(wall: Moment(milliseconds: 0), uptime: .seconds(Int64.max))
        }
    }
}
