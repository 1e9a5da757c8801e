import Domain
import HTTPTypes

/// What a request for a file asks for, by its conditions and its range (RFC 9110 sections 13 and 14), and the headers that answer.
struct FileAnswer: Sendable {
    enum Kind: Sendable {
        case content
        /// The browser has it already.
        case notModified
        /// Outside the file.
        case unsatisfiable
    }

    /// Bytes of the file, and whether they are a part of it.
    struct Part: Sendable {
        let bytes: Range<Int64>
        let isPart: Bool
    }

    let kind: Kind
    let range: Part
    let headers: HTTPFields
    private let size: Int64

    /// A range counts for GET alone, and only if `If-Range`, where given, is the strong tag of what is there.
    init(_ attachment: Attachment, _ head: HTTPRequest) {
        let tag = "\"\(attachment.sha256.hex)\""
        size = attachment.size
        var headers = Self.headers(attachment, tag: tag)
        let condition = head.headerFields[.ifRange]
        let counts = head.method == .get && (condition == nil || condition == tag)
        let asked = RangeRequest(header: counts ? head.headerFields[.range] : nil, size: size)
        var kind = Kind.content
        switch asked {
        case .whole: range = Part(bytes: 0..<size, isPart: false)
        case .part(let bytes):
            range = Part(bytes: bytes, isPart: true)
            headers[.contentRange] = "bytes \(bytes.lowerBound)-\(bytes.upperBound - 1)/\(size)"
        case .unsatisfiable:
            range = Part(bytes: 0..<0, isPart: true)
            kind = .unsatisfiable
        }
        if Self.holds(head.headerFields[values: .ifNoneMatch], tag: tag) {
            kind = .notModified
            headers[.contentRange] = nil
        }
        self.kind = kind
        self.headers = headers
    }

    /// 416, with the size.
    var refusal: Refusal {
        var refusal = Refusal.status(416)
        refusal.headers[.contentRange] = "bytes */\(size)"
        refusal.headers[.acceptRanges] = "bytes"
        return refusal
    }

    /// Always to be saved, never to be run or shown in our name (UD-03, UD-04).
    private static func headers(_ attachment: Attachment, tag: String) -> HTTPFields {
        [
            .contentType: attachment.mediaType.servable,
            .contentDisposition: ContentDisposition.attachment(attachment.name),
            .eTag: tag, .acceptRanges: "bytes", .contentSecurityPolicy: SecurityHeaders.filePolicy,
        ]
    }

    /// Weak comparison (RFC 9110 section 13.1.2).
    private static func holds(_ conditions: [String], tag: String) -> Bool {
        conditions.joined(separator: ",").split(separator: ",").contains { condition in
            let text = condition.trimmed
            return text == "*" || text == tag || text == "W/" + tag
        }
    }
}
