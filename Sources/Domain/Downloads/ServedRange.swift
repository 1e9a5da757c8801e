/// One range of a file as it ended for one reader.
package struct ServedRange: Hashable, Sendable {
    /// What was asked for.
    package let asked: Range<Int64>
    /// When it was asked for.
    package let begun: Moment
    /// What arrived, from the beginning of `asked`.
    package let arrived: Range<Int64>
    /// What had left this machine when it ended, and was not seen to arrive.
    package let inFlight: InFlight?

    /// `sent` bytes had left, of which `arrived` were seen to arrive; the reader was last `heard` of on this line then.
    package init(_ asked: Range<Int64>, begun: Moment, arrived: Int64, sent: Int64, heard: Moment) {
        let arrived = min(max(0, arrived), Int64(asked.count))
        let sent = min(max(arrived, sent), Int64(asked.count))
        let start = asked.lowerBound
        self.asked = asked
        self.begun = begun
        self.arrived = start..<(start + arrived)
        inFlight = InFlight((start + arrived)..<(start + sent), heard: heard)
    }

    /// Whether not everything arrived that was asked for.
    package var isCut: Bool { arrived.count < asked.count }
}
