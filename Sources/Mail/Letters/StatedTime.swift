package import Domain

/// A moment as letters state it, in one zone that is named.
package struct StatedTime: Hashable, Sendable {
    /// `Monday 23 November 2026, 14:02 UTC`
    package let text: String

    /// `offsetSeconds` is what the zone is ahead of UTC at that moment; `zone` its name.
    package init(_ moment: Moment, offsetSeconds: Int = 0, zone: String = "UTC") {
        text = "\(CivilTime(moment, offsetSeconds: offsetSeconds).sentence) \(zone)"
    }
}
