/// The time of an installation, told from two clocks: that of the wall, which somebody may set, and the time since the
/// machine's start, which nobody sets back (RL-11). It never goes back, but for one case.
///
/// A wall clock that runs ahead is believed: what expires too early can be renewed. One that was set back is not: time goes
/// on from where it was, a thousandth slower until the two meet, so that nothing lives longer. Only when a clock that had
/// jumped ahead comes back to where it would have been is it followed: that is a mistake put right, and the records of
/// an evidence service should not go on telling the wrong time.
package struct SteadyClock: Sendable {
    /// What a reading found out about the wall clock.
    package enum Anomaly: Hashable, Sendable {
        case setForward(Duration)
        case setBack(Duration)
        /// It had been set forward, and was put right by so much.
        case putRight(Duration)
    }

    private struct Reading {
        /// Since 1970.
        var time: Duration
        var uptime: Duration

        func after(_ now: Duration) -> Duration { time + max(.zero, now - uptime) }
    }

    /// What a time server may put right at once without a word.
    private static let step = Duration.seconds(5)
    private static let correction = Duration.seconds(60)

    private var last: Reading
    /// Where the clock was before it jumped ahead.
    private var beforeJump: Reading?
    private var isBehind = false

    package init(wall: Moment, uptime: Duration) {
        last = Reading(time: .milliseconds(wall.milliseconds), uptime: uptime)
    }

    /// Time goes on from here if it was earlier: the records are of a time as late as this.
    package mutating func goOn(from moment: Moment) {
        last.time = max(last.time, .milliseconds(moment.milliseconds))
    }

    /// The time now, by what the two clocks say.
    package mutating func read(wall: Moment, uptime: Duration) -> (now: Moment, anomaly: Anomaly?) {
        let wall = Duration.milliseconds(wall.milliseconds)
        let expected = last.after(uptime)
        let anomaly = wall >= expected ? ahead(wall, by: wall - expected) : behind(wall, uptime, expected: expected)
        last.uptime = max(last.uptime, uptime)
        return (Moment(milliseconds: last.time.wholeMilliseconds), anomaly)
    }

    private mutating func ahead(_ wall: Duration, by jump: Duration) -> Anomaly? {
        isBehind = false
        let isJump = jump > Self.step
        if isJump, beforeJump == nil { beforeJump = last }
        last.time = wall
        return isJump ? .setForward(jump) : nil
    }

    private mutating func behind(_ wall: Duration, _ uptime: Duration, expected: Duration) -> Anomaly? {
        let gap = expected - wall
        if gap > Self.step, let before = beforeJump {
            let difference = wall - before.after(uptime)
            if max(difference, .zero - difference) < Self.correction {
                last.time = wall
                beforeJump = nil
                isBehind = false
                return .putRight(gap)
            }
        }
        last.time = expected - (expected - last.time) / 1000
        guard gap > Self.step, !isBehind else { return nil }
        isBehind = true
        return .setBack(gap)
    }
}
