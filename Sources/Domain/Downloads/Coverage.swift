/// Which bytes of a file were served so far, over any number of range requests: sorted, apart, never empty ranges.
package struct Coverage: Hashable, Sendable {
    private var ranges: [Range<Int64>] = []

    package init() {}

    /// With this many pieces apart, a further one that touches none of them is not counted, so that a client fetching
    /// scattered bytes cannot make the record grow; it is counted again when it is fetched beside others.
    private static let mostRanges = 4096

    /// Adds the bytes of `new`; what lies before the start of a file is no byte of it.
    package mutating func insert(_ new: Range<Int64>) {
        let new = max(0, new.lowerBound)..<max(0, new.upperBound)
        guard !new.isEmpty else { return }
        let first = firstIndex { $0.upperBound >= new.lowerBound }
        let end = firstIndex { $0.lowerBound > new.upperBound }
        guard first < end else {
            if ranges.count < Self.mostRanges { ranges.insert(new, at: first) }
            return
        }
        let merged =
            min(new.lowerBound, ranges[first].lowerBound)..<max(new.upperBound, ranges[end - 1].upperBound)
        ranges.replaceSubrange(first..<end, with: [merged])
    }

    /// The first range of which `holds` is true, given that it is true of all behind it; the end if of none.
    private func firstIndex(where holds: (Range<Int64>) -> Bool) -> Int {
        var (low, high) = (ranges.startIndex, ranges.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if holds(ranges[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// How many distinct bytes were served.
    package var count: Int64 { ranges.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) } }

    /// Whether every byte of a file of `size` bytes was served. An empty file is complete once it was asked for.
    package func isComplete(size: Int64) -> Bool {
        guard size > 0 else { return true }
        guard let first = ranges.first else { return false }
        return first.lowerBound == 0 && first.upperBound >= size
    }
}

extension Coverage {
    /// `0-65536,131072-262144`: first byte inclusive, last exclusive.
    package var text: String {
        ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    }

    /// Reads what `text` writes and nothing else.
    package init(reading text: String) throws(Malformed) {
        let refusal = Malformed("coverage", "Coverage is a list of ranges.")
        for piece in text.split(separator: ",") {
            let bounds = piece.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
            guard bounds.count == 2, let lower = bounds[0], let upper = bounds[1], lower < upper else { throw refusal }
            insert(lower..<upper)
        }
        guard self.text == text else { throw refusal }
    }
}
