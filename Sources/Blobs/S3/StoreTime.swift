import Domain

extension Moment {
    /// `2026-11-25T18:05:25.000Z`, as stores write it; what is behind the seconds is left out. Nil for anything else.
    init?(storeTime text: String) {
        let fields = text.split { "-T:.Z".contains($0) }.prefix(6).map { Int64($0) }
        guard text.hasSuffix("Z"), fields.count == 6, let year = fields[0], let month = fields[1], let day = fields[2],
            let hour = fields[3], let minute = fields[4], let second = fields[5], (1970...9999).contains(year),
            (1...12).contains(month), (1...31).contains(day), (0...23).contains(hour), (0...59).contains(minute),
            (0...60).contains(second)
        else { return nil }
        // Howard Hinnant's `days_from_civil`, for years since 1970.
        let shiftedYear = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = shiftedYear * 365 + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400 + dayOfYear
        let seconds = (dayOfEra - 719_468) * 86_400 + hour * 3600 + minute * 60 + second
        self.init(milliseconds: seconds * 1000)
    }
}
