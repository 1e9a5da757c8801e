import Domain
import Foundation

/// The `Date` header of a mail of ours as a moment.
enum MailTime {
    /// `Mon, 23 Nov 2026 12:00:00 +0000` (RFC 5322 section 3.3); the beginning of time for anything else.
    static func reading(_ text: String) -> Moment {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "EEE, d MMM yyyy HH:mm:ss Z"
        guard let date = format.date(from: text) else { return Moment(milliseconds: 0) }
        return Moment(milliseconds: Int64(date.timeIntervalSince1970 * 1000))
    }
}
