import Foundation

/// Writes octets that come in pieces as base64 in lines of 76 characters (RFC 2045 section 6.8).
package struct Base64Lines {
    private var rest: [UInt8] = []

    package init() {}

    /// The whole lines that there are by now.
    package mutating func append(_ octets: [UInt8]) -> [UInt8] {
        rest += octets
        let whole = rest.count / 57 * 57
        defer { rest.removeFirst(whole) }
        return Self.lines(rest[..<whole])
    }

    /// The last line, if anything is left for one.
    package mutating func finish() -> [UInt8] {
        defer { rest = [] }
        return Self.lines(rest[...])
    }

    /// Their line ends stand between lines and behind the last.
    private static func lines(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        guard !octets.isEmpty else { return [] }
        let options: Data.Base64EncodingOptions = [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ]
        return Array(Data(octets).base64EncodedData(options: options)) + [13, 10]
    }
}
