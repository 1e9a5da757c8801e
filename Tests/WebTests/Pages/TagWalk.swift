/// Walks a template as the library would, but into every branch, and notes which tag met which key.
struct TagWalk {
    let templates: [String: [TemplateNode]]
    /// Every tag that was reached with a value to look into.
    private(set) var reached: Set<String> = []
    /// Tags whose key no type on the stack has.
    private(set) var missing: Set<String> = []
    /// Tags that would silently find an outer key when the nearest one is nil.
    private(set) var ambiguous: Set<String> = []
    /// `Type.key` of every stored property that some tag asked for, and of every one that could be asked for.
    private(set) var used: Set<String> = []
    private(set) var offered: Set<String> = []

    init(templates: [String: [TemplateNode]]) { self.templates = templates }

    mutating func walk(_ page: Any, template: String) {
        visit(templates[template] ?? [], stack: [page], blocks: [:])
    }

    private mutating func visit(_ nodes: [TemplateNode], stack: [Any], blocks: [String: [TemplateNode]]) {
        for node in nodes {
            switch node {
            case .value(let name, let place): _ = lookUp(name, place: place, stack: stack)
            case .section(let name, let isInverted, let place, let inside):
                let value = lookUp(key(of: name), place: place, stack: stack)
                if isInverted || name.hasSuffix(")") {
                    visit(inside, stack: stack, blocks: blocks)
                } else {
                    for pushed in pushes(value) { visit(inside, stack: stack + pushed, blocks: blocks) }
                }
            case .partial(let name, let own):
                guard let template = templates[name] else {
                    missing.insert("partial \(name)")
                    continue
                }
                visit(template, stack: stack, blocks: own.merging(blocks) { _, outer in outer })
            case .block(let name, let standard): visit(blocks[name] ?? standard, stack: stack, blocks: blocks)
            }
        }
    }

    /// `empty(files)` asks for `files`.
    private func key(of name: String) -> String {
        guard name.hasSuffix(")"), let open = name.firstIndex(of: "(") else { return name }
        return String(name[name.index(after: open)...].dropLast())
    }

    private func pushes(_ value: Any?) -> [[Any]] {
        switch value {
        case nil: []
        case is Bool: [[]]
        case let list as [Any]: list.map { [$0] }
        case .some(let value): [[value]]
        }
    }

    private mutating func lookUp(_ name: String, place: String, stack: [Any]) -> Any? {
        reached.insert(place)
        if name == "." { return stack.last }
        let keys = name.split(separator: ".").map(String.init)
        let scope = name.hasPrefix(".") ? stack.suffix(1) : stack[...]
        let holders = scope.reversed().filter { holds(keys[0], $0) }
        guard let nearest = holders.first, case .some(let found) = child(keys[0], of: nearest) else {
            missing.insert(place)
            return nil
        }
        if found.isOptional, holders.count > 1 { ambiguous.insert(place) }
        return follow(keys.dropFirst(), from: found.value, place: place)
    }

    private mutating func follow(_ keys: ArraySlice<String>, from value: Any?, place: String) -> Any? {
        guard let value, let key = keys.first else { return value }
        guard let found = child(key, of: value) else {
            missing.insert(place)
            return nil
        }
        return follow(keys.dropFirst(), from: found.value, place: place)
    }

    private func holds(_ key: String, _ value: Any) -> Bool {
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .struct && mirror.children.contains { $0.label == key }
    }

    private mutating func child(_ key: String, of value: Any) -> (value: Any?, isOptional: Bool)? {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .struct else { return nil }
        let type = String(describing: type(of: value))
        for child in mirror.children { offered.insert("\(type).\(child.label ?? "")") }
        guard let found = mirror.children.first(where: { $0.label == key }) else { return nil }
        used.insert("\(type).\(key)")
        let inner = Mirror(reflecting: found.value)
        guard inner.displayStyle == .optional else { return (found.value, false) }
        return (inner.children.first?.value, true)
    }
}

extension TemplateNode {
    /// The place of this tag and of all inside it.
    var places: [String] {
        switch self {
        case .value(_, let place): [place]
        case .section(_, _, let place, let inside): [place] + inside.flatMap(\.places)
        case .partial(_, let blocks): blocks.values.flatMap { $0.flatMap(\.places) }
        case .block(_, let standard): standard.flatMap(\.places)
        }
    }
}
