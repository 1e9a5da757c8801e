/// How long a file link opens: from 15 minutes to 90 days, and never beyond the organisation's maximum.
package struct LinkLifetime: Hashable, Sendable {
    package let seconds: Int64

    package static let shortest: Int64 = 15 * 60
    package static let longest: Int64 = 90 * 86_400
    package static let standard = LinkLifetime(days: 7)

    /// `maximum` is the organisation's own, in seconds.
    package init(reading seconds: Int64, maximum: Int64) throws(Malformed) {
        let limit = min(maximum, Self.longest)
        guard seconds >= Self.shortest else {
            throw Malformed("linkLifetimeSeconds", "A link lives at least 15 minutes.")
        }
        guard seconds <= limit else {
            throw Malformed("linkLifetimeSeconds", "Your organisation allows at most \(Self.words(limit)).")
        }
        self.seconds = seconds
    }

    /// A lifetime read back from where a checked one was stored.
    package init(stored seconds: Int64) { self.seconds = seconds }

    private init(days: Int64) { seconds = days * 86_400 }

    /// When a link issued now stops opening; whole seconds, as the token carries them.
    package func end(from now: Moment) -> Moment {
        now.wholeSecond + .seconds(seconds)
    }

    /// In the largest unit of which it has at least one, rounded down.
    private static func words(_ seconds: Int64) -> String {
        let units: [(length: Int64, name: String)] = [(86_400, "day"), (3600, "hour"), (60, "minute")]
        guard let unit = units.first(where: { seconds >= $0.length }) else { return "0 minutes" }
        let count = seconds / unit.length
        return "\(count) \(unit.name)\(count == 1 ? "" : "s")"
    }
}
