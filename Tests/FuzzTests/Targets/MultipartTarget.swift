import Domain

@testable import Web

extension FuzzTarget {
    /// RL-07: however the bytes come, the same parts come out, whole, and none of them holds a boundary.
    static let multipart = FuzzTarget(name: "multipart") { bytes in
        var input = FuzzInput(bytes)
        let pattern = input.byte()
        let type = String(decoding: input.line(), as: UTF8.self)
        guard let boundary = MultipartBoundary(contentType: type) else { return }
        try Broken.unless((1...70).contains(boundary.bytes.count), "a boundary of \(boundary.bytes.count) bytes")
        let body = input.rest()
        let whole = try ReadForm(body.isEmpty ? [] : [body[...]], boundary)
        for pieces in [body.pieces(pattern), body.count <= 4096 ? body.pieces(0) : body.pieces(1)] {
            let cut = try ReadForm(pieces, boundary)
            try Broken.unless(cut == whole, "cut \(cut), whole \(whole)")
        }
        let contents = whole.parts.map(\.content)
        try Broken.unless(contents.map(\.count).reduce(0, +) <= body.count, "more came out than went in")
        let delimiter = Array("\r\n--".utf8) + boundary.bytes
        for part in whole.parts {
            try Broken.unless(!part.head.name.isEmpty, "a part without a name")
            try Broken.unless(!part.content.contains(delimiter), "a boundary inside a part")
            guard part.isWhole else { continue }
            try Broken.unless(body.contains(part.content + delimiter), "a content that nobody sent")
        }
    }
}

/// What a reader makes of a body that comes in these pieces.
private struct ReadForm: Equatable {
    struct Part: Equatable {
        let head: MultipartPart
        var content: [UInt8] = []
        var isWhole = false
    }

    enum End: Equatable { case end, needsMore, malformed }

    private(set) var parts: [Part] = []
    private(set) var end = End.needsMore

    init(_ pieces: [ArraySlice<UInt8>], _ boundary: MultipartBoundary) throws {
        var reader = MultipartReader(boundary)
        do {
            for piece in pieces {
                reader.append(piece)
                while try take(&reader) {}
                if end == .end { return }
            }
        } catch is Malformed {
            end = .malformed
        }
    }

    /// Whether another step is worth trying with what has come.
    private mutating func take(_ reader: inout MultipartReader) throws -> Bool {
        switch try reader.step() {
        case .part(let head): parts.append(Part(head: head))
        case .content(let bytes):
            try Broken.unless(!bytes.isEmpty && !parts.isEmpty, "a content of nothing")
            parts[parts.count - 1].content += bytes
        case .endOfPart:
            try Broken.unless(!parts.isEmpty, "the end of no part")
            parts[parts.count - 1].isWhole = true
        case .needsMore: return false
        case .end:
            end = .end
            return false
        }
        return true
    }
}
