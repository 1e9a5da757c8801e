/// The elements of a rendered page in document order: enough HTML for the pages we write, and strict about it.
struct Markup {
    struct Element {
        let name: String
        let attributes: [String: String]
        /// Indices of the elements around it, outermost first.
        let ancestors: [Int]
        var text = ""

        subscript(_ attribute: String) -> String? { attributes[attribute] }
    }

    private(set) var elements: [Element] = []
    /// What is not well formed, in words.
    private(set) var faults: [String] = []

    static let void: Set<String> = ["meta", "link", "input", "br", "hr", "use", "path", "img"]

    init(_ html: String) {
        var open: [Int] = []
        var rest = html[...]
        while let start = rest.firstIndex(of: "<") {
            for index in open { elements[index].text += rest[..<start] }
            rest = rest[rest.index(after: start)...]
            guard let end = Self.tagEnd(rest) else { break }
            let tag = rest[..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("!") { continue }
            if tag.hasPrefix("/") {
                close(String(tag.dropFirst()), &open)
            } else {
                add(tag, &open)
            }
        }
        if !open.isEmpty { faults.append("never closed: \(open.map { elements[$0].name })") }
    }

    func all(_ names: String...) -> [Element] { elements.filter { names.contains($0.name) } }
    func named(id: String) -> Element? { elements.first { $0["id"] == id } }
    func ancestors(of element: Element) -> [Element] { element.ancestors.map { elements[$0] } }

    private mutating func close(_ name: String, _ open: inout [Int]) {
        guard let last = open.last, elements[last].name == name else {
            faults.append("</\(name)> closes \(open.last.map { elements[$0].name } ?? "nothing")")
            return
        }
        open.removeLast()
    }

    private mutating func add(_ tag: Substring, _ open: inout [Int]) {
        let name = String(tag.prefix { !$0.isWhitespace && $0 != "/" })
        let element = Element(name: name, attributes: Self.attributes(tag.dropFirst(name.count)), ancestors: open)
        elements.append(element)
        if !Self.void.contains(name), !tag.hasSuffix("/") { open.append(elements.count - 1) }
    }

    private static func tagEnd(_ text: Substring) -> Substring.Index? {
        var quoted = false
        for index in text.indices {
            if text[index] == "\"" { quoted.toggle() }
            if text[index] == ">", !quoted { return index }
        }
        return nil
    }

    private static func attributes(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        for match in text.matches(of: /([^\s="\/]+)(?:="([^"]*)")?/) {
            found[String(match.output.1)] = match.output.2.map(String.init) ?? ""
        }
        return found
    }
}
