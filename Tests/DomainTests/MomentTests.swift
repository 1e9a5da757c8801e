import Domain
import Foundation
import TestSupport
import Testing

@Suite struct MomentTests {
    private static let extremes: [Moment] = [.min, .min + 1, -1001, -1000, -999, -1, 0, 1, 999, 1000, .max - 1, .max]
        .map { (milliseconds: Int64) in Moment(milliseconds: milliseconds) }
    private static let longDurations: [Duration] = [
        .seconds(Int64.min), .seconds(Int64.max), .milliseconds(Int64.min), .milliseconds(Int64.max), .zero,
        .days(.max), .days(.min), .hours(.max), .minutes(.min),
    ]

    @Test("RL-11: no moment traps, however far it is moved") func extremes() {
        for moment in Self.extremes {
            for duration in Self.longDurations {
                let (later, earlier) = (moment + duration, moment - duration)
                if duration > .zero { #expect(later >= moment && earlier <= moment) }
                if duration < .zero { #expect(later <= moment && earlier >= moment) }
            }
            for other in Self.extremes { #expect(((moment - other) > .zero) == (moment > other)) }
            #expect((0..<1000).contains(moment.millisecondOfSecond))
            #expect(moment.wholeSecond <= moment && moment.fullMinute >= moment)
            _ = (CivilTime(moment).sentence, CivilTime(moment, offsetSeconds: 50_400).date, moment.rfc3339)
            _ = CivilTime(moment, offsetSeconds: .max)
            _ = CivilTime(moment, offsetSeconds: .min)
        }
    }

    @Test("Moving there and back again ends where it began") func arithmetic() {
        var chance = SeededGenerator(seed: 4)
        for _ in 0..<2_000 {
            let moment = Moment(milliseconds: .random(in: -1_000_000_000_000...4_000_000_000_000, using: &chance))
            let duration = Duration.milliseconds(Int64.random(in: -1_000_000_000...1_000_000_000, using: &chance))
            #expect(moment + duration - duration == moment)
            #expect((moment + duration) - moment == duration)
            #expect(moment.seconds * 1000 + moment.millisecondOfSecond == moment.milliseconds)
        }
        #expect(Moment(milliseconds: -1).seconds == -1)
        let minutes = [-60_001, -60_000, -1, 0, 1, 59_999, 60_000].map { Moment(milliseconds: $0).fullMinute }
        #expect(minutes.map(\.milliseconds) == [-60_000, -60_000, 0, 0, 60_000, 60_000, 60_000])
        #expect(Duration.days(7).wholeMilliseconds == 604_800_000)
    }

    @Test("N-15: dates are those of the calendar, from year 1 to 9999") func civilTime() {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .gmt
        var chance = SeededGenerator(seed: 5)
        let parts: Set<Calendar.Component> = [.year, .month, .day, .weekday, .hour, .minute, .second]
        for _ in 0..<3_000 {
            // Foundation switches to the Julian calendar before 1582-10-15, so the comparison starts after it.
            let moment = Moment(milliseconds: .random(in: -12_000_000_000_000...253_402_300_799_999, using: &chance))
            let date = Date(timeIntervalSince1970: Double(moment.seconds))
            let known = calendar.dateComponents(parts, from: date)
            let time = CivilTime(moment)
            #expect([time.year, time.month, time.day] == [known.year, known.month, known.day])
            #expect([time.hour, time.minute, time.second] == [known.hour, known.minute, known.second])
            #expect(time.weekday + 1 == known.weekday)
            #expect(Int64(time.millisecond) == moment.millisecondOfSecond)
        }
    }

    @Test(
        "Known moments have their known spelling",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (1_795_442_527_120, "2026-11-23T14:02:07.120Z"),
            (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ]) func knownDates(milliseconds: Int64, text: String)
    {
        #expect(Moment(milliseconds: milliseconds).rfc3339 == text)
    }

    @Test("OS-14: a time is told as weekday, date and clock, also at an offset") func sentence() {
        let moment = Moment(milliseconds: 1_795_442_527_120)
        #expect(CivilTime(moment).sentence == "Monday 23 November 2026, 14:02")
        #expect(CivilTime(moment, offsetSeconds: 36_000).sentence == "Tuesday 24 November 2026, 00:02")
        #expect(CivilTime(moment, offsetSeconds: -54_000).sentence == "Sunday 22 November 2026, 23:02")
        #expect(CivilTime(moment).exactClock == "14:02:07")
    }
}
