/// Where in a JSON text something stands (RFC 6901).
struct JSONPointer: Hashable, Sendable {
    let text: String

    static let whole = JSONPointer(text: "")

    private init(text: String) { self.text = text }

    func member(_ name: String) -> JSONPointer {
        JSONPointer(text: "\(text)/\(name.replacing("~", with: "~0").replacing("/", with: "~1"))")
    }

    func item(_ index: Int) -> JSONPointer { JSONPointer(text: "\(text)/\(index)") }
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
