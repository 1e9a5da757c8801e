import Domain

extension FuzzTarget {
    /// UD-05: a part lies in the file and is not empty, and is the part that RFC 9110 section 14.1.2 names.
    static let range = FuzzTarget(name: "range") { bytes in
        var input = FuzzInput(bytes)
        let sizes: [Int64] = [0, 1, 2, 10, 1000, 1 << 31, .max - 1, .max]
        let choice = input.byte()
        let size = choice < 8 ? sizes[Int(choice)] : Int64(input.word() >> 1)
        let header = input.text()
        let found = RangeRequest(header: header, size: size)
        if case .part(let part) = found {
            try Broken.unless(part.lowerBound >= 0 && part.upperBound <= size && !part.isEmpty, "\(part) of \(size)")
        }
        let expected = Restated.range(header, size)
        try Broken.unless(found == expected, "\(header.debugDescription) of \(size): \(found), not \(expected)")
    }
}

/// The rule told a second time, with decimal texts in place of numbers.
private enum Restated {
    static func range(_ header: String, _ size: Int64) -> RangeRequest {
        guard
            let match = header.trimmed.wholeMatch(
                of: /(?i:bytes)\s*=\s*(?<first>[0-9]*)-(?<last>[0-9]*)/.matchingSemantics(.unicodeScalar))
        else { return .whole }
        let (first, last) = (Decimal(match.first), Decimal(match.last))
        let end = Decimal(size)
        switch (match.first.isEmpty, match.last.isEmpty) {
        case (true, true): return .whole
        case (true, false):
            guard last > .zero, end > .zero else { return .unsatisfiable }
            return last > end ? .part(0..<size) : .part(size - last.number..<size)
        case (false, true):
            return first < end ? .part(first.number..<size) : .unsatisfiable
        case (false, false):
            guard first < end, !(last < first) else { return .unsatisfiable }
            return .part(first.number..<(last < end ? last.number + 1 : size))
        }
    }

    /// A whole number of any length.
    private struct Decimal: Comparable {
        static let zero = Decimal("0")

        let digits: String

        init(_ text: Substring) {
            digits = String(text.drop { $0 == "0" })
        }

        init(_ number: Int64) { self.init(Substring(String(number))) }

        /// For numbers that were found to be below a size.
        var number: Int64 { Int64("0" + digits) ?? -1 }

        static func < (one: Decimal, other: Decimal) -> Bool {
            (one.digits.count, one.digits) < (other.digits.count, other.digits)
        }
    }
}
