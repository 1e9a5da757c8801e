/// What was on its way when a line broke: sent, and not seen to arrive.
///
/// An acknowledgement can be lost with the line that was to carry it: a reset overtakes it, a phone loses its network. A reader who
/// then goes on behind these bytes has them, else it would ask for them again.
package struct InFlight: Hashable, Sendable {
    /// Of the file; not empty.
    package let bytes: Range<Int64>
    /// When the reader was last heard of on that line.
    package let heard: Moment

    /// None where nothing was on its way.
    package init?(_ bytes: Range<Int64>, heard: Moment) {
        guard !bytes.isEmpty else { return nil }
        self.bytes = bytes
        self.heard = heard
    }

    /// What of it a request shows to have arrived which begins at byte `start` of the file and was made at `begun`. Nothing where
    /// the line still lived when the request was made: then it is one of several at once, and says nothing of the others.
    package func shown(by start: Int64, begun: Moment) -> Range<Int64>? {
        guard begun >= heard, start > bytes.lowerBound, start <= bytes.upperBound else { return nil }
        return bytes.lowerBound..<start
    }
}
