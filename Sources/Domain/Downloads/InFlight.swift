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

    /// What of it a later range of a file of `size` bytes shows to have arrived: what lies before its beginning.
    ///
    /// Nothing where the line still lived when the range was asked for: then it is one of several at once, and says nothing of the
    /// others. Nor where less arrived of it than it would show, short of the end of the file: so nobody is credited with more than
    /// twice what they took, and the last piece.
    package func shown(by range: ServedRange, size: Int64) -> Range<Int64>? {
        let start = range.asked.lowerBound
        guard range.begun >= heard, start > bytes.lowerBound, start <= bytes.upperBound else { return nil }
        let shown = bytes.lowerBound..<start
        let isLast = !range.arrived.isEmpty && range.arrived.upperBound == size
        return isLast || range.arrived.count >= shown.count ? shown : nil
    }
}
