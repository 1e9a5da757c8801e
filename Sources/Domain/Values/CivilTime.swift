/// A moment as the calendar writes it in UTC or at a fixed offset from it.
package struct CivilTime: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int
    /// 0 is Sunday.
    package let weekday: Int
    package let hour: Int
    package let minute: Int
    package let second: Int
    package let millisecond: Int

    /// Days become a date by Howard Hinnant's `civil_from_days` (proleptic Gregorian calendar).
    package init(_ moment: Moment, offsetSeconds: Int = 0) {
        let local = moment + .seconds(offsetSeconds)
        let seconds = local.seconds
        let days = seconds >= 0 ? seconds / 86_400 : -((-(seconds + 1)) / 86_400) - 1
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
        weekday = Int(((days % 7) + 11) % 7)
        let secondOfDay = seconds - days * 86_400
        hour = Int(secondOfDay / 3600)
        minute = Int(secondOfDay / 60 % 60)
        second = Int(secondOfDay % 60)
        millisecond = Int(local.millisecondOfSecond)
    }
}

extension CivilTime {
    private static var monthNames: [String] {
        [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
    }
    private static var weekdayNames: [String] {
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    }

    package var weekdayName: String { Self.weekdayNames[weekday] }
    package var monthName: String { Self.monthNames[month - 1] }

    /// `2026-11-23`
    package var date: String { "\(padded(year, 4))-\(padded(month))-\(padded(day))" }
    /// `14:02`
    package var clock: String { "\(padded(hour)):\(padded(minute))" }
    /// `14:02:07`
    package var exactClock: String { "\(clock):\(padded(second))" }
    /// `Monday 23 November 2026, 14:02`
    package var sentence: String { "\(weekdayName) \(day) \(monthName) \(year), \(clock)" }

    private func padded(_ number: Int, _ width: Int = 2) -> String {
        if width == 2, (0..<100).contains(number) { return Self.pairs[number] }
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension CivilTime {
    /// `00` to `99`: each line of the log has six of them.
    private static let pairs = (0..<100).map { $0 < 10 ? "0\($0)" : "\($0)" }
}

extension Moment {
    /// RFC 3339 in UTC with milliseconds: `2026-11-23T14:02:07.120Z`.
    package var rfc3339: String {
        let time = CivilTime(self)
        let fraction = String(time.millisecond)
        let zeros = String(repeating: "0", count: 3 - fraction.count)
        return "\(time.date)T\(time.exactClock).\(zeros)\(fraction)Z"
    }
}
