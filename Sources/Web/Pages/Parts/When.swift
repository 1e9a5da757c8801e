import Domain

/// A moment as pages show it: exact, with its zone named.
struct When: Sendable {
    /// `2026-11-30T14:02:00.000Z`, for the `datetime` attribute.
    let iso: String
    /// `Monday 30 November 2026, 14:02 UTC`
    let sentence: String
    /// `30 Nov 2026, 14:02 UTC`, for tables.
    let short: String
    /// `14:02 UTC`, where the day is understood.
    let clock: String
    /// `30 Nov 2026, 14:02:07 UTC`, for timelines.
    let exact: String

    /// `zone` is the name to show for the offset, such as `UTC`.
    init(_ moment: Moment, offsetSeconds: Int = 0, zone: String = "UTC") {
        let time = CivilTime(moment, offsetSeconds: offsetSeconds)
        let date = "\(time.day) \(time.monthName.prefix(3)) \(time.year)"
        iso = moment.rfc3339
        sentence = "\(time.sentence) \(zone)"
        short = "\(date), \(time.clock) \(zone)"
        clock = "\(time.clock) \(zone)"
        exact = "\(date), \(time.exactClock) \(zone)"
    }
}
