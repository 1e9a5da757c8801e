/// Which bytes of a file were served so far, over any number of range requests: sorted, apart, never empty ranges.
package struct Coverage: Hashable, Sendable {
    private var ranges: [Range<Int64>] = []

    package init() {}

    /// Beyond this many gaps the smallest account is kept: later pieces that touch none of them are not counted. A
    /// client that fetches a file in thousands of scattered pieces finishes them in order or is not "complete".
    private static let mostRanges = 4096

    package mutating func insert(_ new: Range<Int64>) {
        guard !new.isEmpty else { return }
        let first = ranges.firstIndex { $0.upperBound >= new.lowerBound } ?? ranges.endIndex
        let end = ranges[first...].firstIndex { $0.lowerBound > new.upperBound } ?? ranges.endIndex
        guard first < end else {
            if ranges.count < Self.mostRanges { ranges.insert(new, at: first) }
            return
        }
        let merged =
            min(new.lowerBound, ranges[first].lowerBound)..<max(new.upperBound, ranges[end - 1].upperBound)
        ranges.replaceSubrange(first..<end, with: [merged])
    }

    /// How many distinct bytes were served.
    package var count: Int64 { ranges.reduce(0) { $0 + Int64($1.count) } }

    /// Whether every byte of a file of `size` bytes was served. An empty file is complete once it was asked for.
    package func isComplete(size: Int64) -> Bool { size == 0 || ranges == [0..<size] }
}

extension Coverage {
    /// `0-65536,131072-262144`: first byte inclusive, last exclusive.
    package var text: String {
        ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    }

    package init(reading text: String) throws(Malformed) {
        for piece in text.split(separator: ",") {
            let bounds = piece.split(separator: "-").compactMap { Int64($0) }
            guard bounds.count == 2, bounds[0] >= 0, bounds[0] < bounds[1] else {
                throw Malformed("coverage", "Coverage is a list of ranges.")
            }
            insert(bounds[0]..<bounds[1])
        }
    }
}
