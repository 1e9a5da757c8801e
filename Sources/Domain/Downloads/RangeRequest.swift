/// Which part of a file a request asks for, by its `Range` header (RFC 9110 section 14).
package enum RangeRequest: Hashable, Sendable {
    case whole
    /// First byte inclusive, last exclusive; never empty.
    case part(Range<Int64>)
    /// Answered 416.
    case unsatisfiable

    /// Several ranges, another unit and what cannot be read are answered with the whole file, as the RFC allows; a
    /// readable range outside the file is unsatisfiable. Numbers beyond 64 bits count as beyond the end (UD-05).
    package init(header: String?, size: Int64) {
        guard let header, let range = Self.byteRange(header) else {
            self = .whole
            return
        }
        let parts = range.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy(Self.isDigit) }) else {
            self = .whole
            return
        }
        switch (parts[0].isEmpty, parts[1].isEmpty) {
        case (true, true): self = .whole
        case (true, false): self = Self.suffix(Self.number(parts[1]), size: size)
        case (false, true): self = Self.from(Self.number(parts[0]), to: size - 1, size: size)
        case (false, false): self = Self.from(Self.number(parts[0]), to: Self.number(parts[1]), size: size)
        }
    }

    /// What stands behind `bytes=`; the unit is read in any letter case.
    private static func byteRange(_ header: String) -> String? {
        guard let equals = header.unicodeScalars.firstIndex(of: "=") else { return nil }
        guard header[..<equals].trimmed.lowercased() == "bytes" else { return nil }
        return header[header.unicodeScalars.index(after: equals)...].trimmed
    }

    private static func suffix(_ length: Int64, size: Int64) -> RangeRequest {
        guard length > 0, size > 0 else { return .unsatisfiable }
        return .part(max(0, size - length)..<size)
    }

    private static func from(_ first: Int64, to last: Int64, size: Int64) -> RangeRequest {
        guard first < size, first <= last else { return .unsatisfiable }
        return .part(first..<(min(last, size - 1) + 1))
    }

    /// Clamped to the largest number instead of trapping on a long run of digits.
    private static func number(_ digits: Substring) -> Int64 { Int64(digits) ?? .max }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
