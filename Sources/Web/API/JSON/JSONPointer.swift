/// Where in a JSON text something stands (RFC 6901).
///
/// The reader makes one for every value, so that the text is put together only where one is shown: names can be as long as the
/// content, and lists under them as well.
struct JSONPointer: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case member(String)
        case item(Int)
    }

    private let parts: [Part]

    static let whole = JSONPointer(parts: [])

    private init(parts: [Part]) { self.parts = parts }

    var text: String {
        parts.reduce(into: "") { text, part in
            switch part {
            case .member(let name): text += "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
            case .item(let index): text += "/\(index)"
            }
        }
    }

    func member(_ name: String) -> JSONPointer { JSONPointer(parts: parts + [.member(name)]) }

    func item(_ index: Int) -> JSONPointer { JSONPointer(parts: parts + [.item(index)]) }
}

/// Something that is wrong with what a caller sent: where, and what to do about it.
struct Mistake: Error, Hashable, Sendable {
    /// A place in the content, or the name of a part of the query.
    enum Place: Hashable, Sendable {
        case content(JSONPointer)
        case query(String)
        case header(String)
    }

    let place: Place
    let detail: String

    init(_ pointer: JSONPointer, _ detail: String) {
        place = .content(pointer)
        self.detail = detail
    }

    init(query name: String, _ detail: String) {
        place = .query(name)
        self.detail = detail
    }

    init(header name: String, _ detail: String) {
        place = .header(name)
        self.detail = detail
    }
}
