package import Domain

extension Moment {
    /// As the `Date` header writes it, in UTC (RFC 5322 section 3.3): `Mon, 23 Nov 2026 14:02:07 +0000`.
    package var mailDate: String {
        let time = CivilTime(self)
        let month = time.monthName.prefix(3)
        return "\(time.weekdayName.prefix(3)), \(time.day) \(month) \(time.year) \(time.exactClock) +0000"
    }
}
