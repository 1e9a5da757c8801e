import Domain

/// The grammar of multipart/form-data as a pure machine: bytes in, parts and their content out.
///
/// Strict where browsers are uniform: no text before the first boundary, none between a boundary and its line end.
struct MultipartReader: Sendable {
    enum Step: Hashable, Sendable {
        case part(MultipartPart)
        case content([UInt8])
        case endOfPart
        /// After the last boundary; what follows is not looked at.
        case end
        case needsMore
    }

    /// Bytes of the head of one part (UD-01).
    static let longestHead = 8192

    private enum Place { case start, head, content, boundary, end }

    private var place = Place.start
    private var held: [UInt8] = []
    /// `CRLF "--" boundary`
    private let delimiter: [UInt8]

    init(_ boundary: MultipartBoundary) {
        delimiter = Array("\r\n--".utf8) + boundary.bytes
    }

    /// Between the head of a part and the boundary after it.
    var isInPart: Bool { place == .content }

    mutating func append(_ bytes: some Collection<UInt8>) { held.append(contentsOf: bytes) }

    /// Takes one step with what has come so far.
    mutating func step() throws(Malformed) -> Step {
        switch place {
        case .start: try opening()
        case .head: try head()
        case .content: content()
        case .boundary: try afterBoundary()
        case .end: .end
        }
    }

    private static var refusal: Malformed { Malformed("form", "Send the form again.") }

    private mutating func opening() throws(Malformed) -> Step {
        let first = delimiter.dropFirst(2)
        guard held.count >= first.count else {
            guard first.starts(with: held) else { throw Self.refusal }
            return .needsMore
        }
        guard held.starts(with: first) else { throw Self.refusal }
        held.removeFirst(first.count)
        place = .boundary
        return try afterBoundary()
    }

    private mutating func afterBoundary() throws(Malformed) -> Step {
        guard held.count >= 2 else { return .needsMore }
        let mark = Array(held.prefix(2))
        held.removeFirst(2)
        if mark == Array("--".utf8) {
            place = .end
            held = []
            return .end
        }
        guard mark == Array("\r\n".utf8) else { throw Self.refusal }
        place = .head
        return try head()
    }

    private mutating func head() throws(Malformed) -> Step {
        let blankLine = Array("\r\n\r\n".utf8)
        guard let end = held.prefix(Self.longestHead + blankLine.count).place(of: blankLine) else {
            guard held.count < Self.longestHead + blankLine.count else { throw Self.refusal }
            return .needsMore
        }
        guard let part = MultipartPart(head: Array(held[..<end])) else { throw Self.refusal }
        held.removeFirst(end + blankLine.count)
        place = .content
        return .part(part)
    }

    private mutating func content() -> Step {
        if let end = held[...].place(of: delimiter) {
            if end > 0 {
                let bytes = Array(held[..<end])
                held.removeFirst(end)
                return .content(bytes)
            }
            held.removeFirst(delimiter.count)
            place = .boundary
            return .endOfPart
        }
        // The last bytes may be the beginning of a boundary that has not come whole.
        let sure = held.count - (delimiter.count - 1)
        guard sure > 0 else { return .needsMore }
        let bytes = Array(held[..<sure])
        held.removeFirst(sure)
        return .content(bytes)
    }
}

extension ArraySlice<UInt8> {
    /// Where `text` first stands. It is looked for by its first byte, which files seldom hold: a hundred times as fast as the
    /// standard library's search for one collection in another.
    fileprivate func place(of text: [UInt8]) -> Int? {
        var rest = self
        while let place = rest.firstIndex(of: text[0]) {
            rest = rest[place...]
            if rest.starts(with: text) { return place }
            rest = rest.dropFirst()
        }
        return nil
    }
}
