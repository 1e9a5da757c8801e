import CGumbo

/// A text or a line break of the input, with the place it has in the output.
struct Leaf {
    enum Content {
        case text(String)
        case lineBreak
    }

    let content: Content
    let place: Place
}

/// The tree that the HTML5 algorithm builds of a text (Gumbo), read out as leaves in document order.
enum ParsedTree {
    private typealias Node = UnsafeMutablePointer<GumboNode>

    /// The caller has checked `ReadingLimits`: the parser's time grows with the square of the depth.
    /// The stack is ours, so that depth costs memory and never the thread's stack.
    static func leaves(of html: String) -> [Leaf] {
        var text = html
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress, let output = gumbo_read(start, characters.count) else {
                    return []
                }
                defer { gumbo_release(output) }
                return leaves(under: output.pointee.root)
            }
        }
    }

    private static func leaves(under root: Node) -> [Leaf] {
        var leaves: [Leaf] = []
        var waiting: [(node: Node, place: Place)] = [(root, Place())]
        var serial = 0
        while let (node, place) = waiting.popLast() {
            serial += 1
            switch node.pointee.type {
            case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
                leaves.append(Leaf(content: .text(String(cString: node.pointee.v.text.text)), place: place))
            case GUMBO_NODE_ELEMENT:
                guard let inside = enter(node, at: place, serial, &leaves) else { continue }
                for child in children(of: node).reversed() { waiting.append((child, inside)) }
            default: continue
            }
        }
        return leaves
    }

    /// The place of the element's content, or nil if the content is left out.
    private static func enter(_ node: Node, at place: Place, _ serial: Int, _ leaves: inout [Leaf]) -> Place? {
        guard node.pointee.v.element.tag_namespace == GUMBO_NAMESPACE_HTML else { return nil }
        let kind = ElementKind(node.pointee.v.element.tag)
        switch kind {
        case .dropped: return nil
        case .unwrapped: return place
        case .inline(let mark): return place.entering(inline: mark, serial)
        case .anchor: return link(of: node).map { place.entering(inline: .link($0), serial) } ?? place
        case .lineBreak:
            leaves.append(Leaf(content: .lineBreak, place: place))
            return nil
        case .paragraph, .heading, .container, .item, .preformatted, .cell:
            leaves.append(Leaf(content: .text(" "), place: place))
            return entering(kind, at: place, serial)
        }
    }

    private static func entering(_ block: ElementKind, at place: Place, _ serial: Int) -> Place {
        switch block {
        case .heading: place.entering(paragraph: serial).entering(inline: .strong, serial)
        case .container(let mark): place.entering(container: mark, serial)
        case .item: place.enteringItem(serial)
        case .preformatted: place.entering(preformatted: serial)
        case .cell: place
        default: place.entering(paragraph: serial)
        }
    }

    private static func children(of node: Node) -> [Node] {
        let children = node.pointee.v.element.children
        return (0..<Int(children.length)).compactMap { children.data[$0]?.assumingMemoryBound(to: GumboNode.self) }
    }

    private static func link(of node: Node) -> SafeLink? {
        withUnsafePointer(to: node.pointee.v.element) { element in
            gumbo_value(element, "href").flatMap { SafeLink(reading: String(cString: $0)) }
        }
    }
}
