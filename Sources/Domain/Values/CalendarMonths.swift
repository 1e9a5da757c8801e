extension Moment {
    /// The same time of day that many months on, in UTC; the last day of a month that has no such day.
    package func adding(months: Int64) -> Moment {
        let time = CivilTime(self)
        guard months.magnitude < 1_200_000 else { return Moment(milliseconds: months < 0 ? .min : .max) }
        let sum = Int64(time.month - 1) + months
        let years = sum >= 0 ? sum / 12 : -((11 - sum) / 12)
        let (year, month) = (Int64(time.year) + years, sum - years * 12 + 1)
        let day = min(Int64(time.day), Self.days(in: month, of: year))
        let past = Self.daysBefore(Int64(time.year), Int64(time.month), Int64(time.day))
        return self + .days(Self.daysBefore(year, month, day) - past)
    }

    private static func days(in month: Int64, of year: Int64) -> Int64 {
        let next = month == 12 ? daysBefore(year + 1, 1, 1) : daysBefore(year, month + 1, 1)
        return next - daysBefore(year, month, 1)
    }

    /// From 1970-01-01, by Howard Hinnant's `days_from_civil` (proleptic Gregorian calendar).
    private static func daysBefore(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
