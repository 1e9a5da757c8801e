/// Turns the octets of an SMTP server into replies, within bounds: lines of at most 2 KiB, replies of at most 100.
package struct SMTPReplyDecoder: Sendable {
    /// In octets, with its line end.
    package static let longestLine = 2048
    /// Lines of one reply.
    package static let mostLines = 100

    /// The server broke the protocol; nothing after this can be trusted.
    package enum Violation: Error, Hashable, Sendable {
        case lineTooLong
        case tooManyLines
        case notAReply
    }

    private var waiting: [UInt8] = []
    private var code: Int?
    private var lines: [String] = []

    package init() {}

    /// Whether octets were received that belong to no reply handed out so far.
    package var hasSurplus: Bool { !waiting.isEmpty || !lines.isEmpty }

    /// Takes octets as they come from the line.
    package mutating func append(_ octets: some Sequence<UInt8>) { waiting.append(contentsOf: octets) }

    /// The next whole reply, or nil if more octets are needed.
    package mutating func next() throws(Violation) -> SMTPReply? {
        while let line = try nextLine() {
            guard let (lineCode, isLast, text) = Self.parts(of: line), code == nil || code == lineCode else {
                throw .notAReply
            }
            guard lines.count < Self.mostLines else { throw .tooManyLines }
            code = lineCode
            lines.append(text)
            guard isLast else { continue }
            let reply = SMTPReply(code: lineCode, lines: lines)
            code = nil
            lines = []
            return reply
        }
        return nil
    }

    private mutating func nextLine() throws(Violation) -> ArraySlice<UInt8>? {
        guard let end = waiting.prefix(Self.longestLine).firstIndex(of: 10) else {
            guard waiting.count < Self.longestLine else { throw .lineTooLong }
            return nil
        }
        var line = waiting[..<end]
        if line.last == 13 { line.removeLast() }
        waiting.removeSubrange(...end)
        return line
    }

    private static func parts(of line: ArraySlice<UInt8>) -> (code: Int, isLast: Bool, text: String)? {
        let digits = line.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let code = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard (200...599).contains(code) else { return nil }
        let rest = line.dropFirst(3)
        guard let separator = rest.first else { return (code, true, "") }
        guard separator == UInt8(ascii: " ") || separator == UInt8(ascii: "-") else { return nil }
        let text = String(decoding: rest.dropFirst(), as: UTF8.self)
        return (code, separator == UInt8(ascii: " "), text)
    }
}
