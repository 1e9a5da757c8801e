/// A point in time: milliseconds since 1970-01-01T00:00:00Z, UTC, without leap seconds.
package struct Moment: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (one: Moment, other: Moment) -> Bool { one.milliseconds < other.milliseconds }

    /// Clamped at the ends of the range rather than trapping: a moment may come from a token or a form.
    package static func + (moment: Moment, duration: Duration) -> Moment {
        let (sum, overflow) = moment.milliseconds.addingReportingOverflow(duration.wholeMilliseconds)
        guard overflow else { return Moment(milliseconds: sum) }
        return Moment(milliseconds: duration < .zero ? .min : .max)
    }

    package static func - (moment: Moment, duration: Duration) -> Moment {
        let (rest, overflow) = moment.milliseconds.subtractingReportingOverflow(duration.wholeMilliseconds)
        guard overflow else { return Moment(milliseconds: rest) }
        return Moment(milliseconds: duration < .zero ? .max : .min)
    }

    /// How long `other` lies before this moment.
    package static func - (moment: Moment, other: Moment) -> Duration {
        let (difference, overflow) = moment.milliseconds.subtractingReportingOverflow(other.milliseconds)
        return .milliseconds(overflow ? (moment < other ? Int64.min : Int64.max) : difference)
    }

    /// Seconds since 1970, rounded down.
    package var seconds: Int64 {
        milliseconds >= 0 ? milliseconds / 1000 : -((-(milliseconds + 1)) / 1000) - 1
    }

    /// What `seconds` leaves out: 0 to 999.
    package var millisecondOfSecond: Int64 {
        let rest = milliseconds % 1000
        return rest < 0 ? rest + 1000 : rest
    }

    /// The whole second that this moment lies in.
    package var wholeSecond: Moment { self - .milliseconds(millisecondOfSecond) }

    /// The first full minute that is not before this moment: what a clock without seconds shows of a time to wait for.
    package var fullMinute: Moment {
        let rest = milliseconds % 60_000
        return rest > 0 ? self + .milliseconds(60_000 - rest) : self + .milliseconds(-rest)
    }
}

extension Duration {
    /// Whole milliseconds, clamped to what 64 bits hold.
    package var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let (sum, tooLarge) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return tooLarge ? (seconds < 0 ? .min : .max) : sum
    }

    /// Spans as the limits of the product are written.
    package static func minutes(_ count: Int64) -> Duration { seconds(count, times: 60) }
    package static func hours(_ count: Int64) -> Duration { seconds(count, times: 3600) }
    package static func days(_ count: Int64) -> Duration { seconds(count, times: 86_400) }

    /// Clamped to what 64 bits of seconds hold.
    private static func seconds(_ count: Int64, times unit: Int64) -> Duration {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        return .seconds(overflow ? (count < 0 ? .min : .max) : product)
    }
}
