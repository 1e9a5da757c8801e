/// A template read into its tags, apart from the library that renders it, so that each tag can be asked about.
indirect enum TemplateNode: Sendable {
    case value(name: String, place: String)
    case section(name: String, isInverted: Bool, place: String, inside: [TemplateNode])
    case partial(name: String, blocks: [String: [TemplateNode]])
    case block(name: String, standard: [TemplateNode])
}

struct TemplateTree {
    struct Unreadable: Error { let place: String }

    private var tags: [Substring] = []
    private var next = 0
    private let name: String

    static func read(_ text: String, name: String) throws -> [TemplateNode] {
        var tree = TemplateTree(text, name: name)
        return try tree.nodes(until: nil)
    }

    private init(_ text: String, name: String) {
        self.name = name
        var rest = text[...]
        while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
            var tag = rest[start.upperBound..<end.lowerBound]
            rest = rest[end.upperBound...]
            if tag.first == "{" { tag = "&" + tag.dropFirst() }
            tags.append(tag)
        }
    }

    private mutating func nodes(until end: String?) throws -> [TemplateNode] {
        var found: [TemplateNode] = []
        while next < tags.count {
            let tag = tags[next]
            let place = "\(name), tag \(next + 1): {{\(tag)}}"
            next += 1
            let word = String(tag.dropFirst())
            switch tag.first {
            case "#", "^":
                let inside = try nodes(until: word)
                found.append(.section(name: word, isInverted: tag.first == "^", place: place, inside: inside))
            case "$": found.append(.block(name: word, standard: try nodes(until: word)))
            case "<": found.append(.partial(name: word, blocks: blocks(in: try nodes(until: word))))
            case ">": found.append(.partial(name: word, blocks: [:]))
            case "/":
                guard word == end else { throw Unreadable(place: place) }
                return found
            case "&": found.append(.value(name: word, place: place))
            default: found.append(.value(name: String(tag), place: place))
            }
        }
        guard end == nil else { throw Unreadable(place: name) }
        return found
    }

    private func blocks(in nodes: [TemplateNode]) -> [String: [TemplateNode]] {
        var found: [String: [TemplateNode]] = [:]
        for case .block(let name, let inside) in nodes { found[name] = inside }
        return found
    }
}
