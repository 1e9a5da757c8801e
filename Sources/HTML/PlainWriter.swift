/// Writes events as text for people who read mail without HTML.
struct PlainWriter {
    private struct Container {
        let mark: Mark
        var items = 0
    }

    private var text = ""
    private var containers: [Container] = []
    private var linkText: String?
    private var bullet: String?
    private var isTight = false

    static func write(_ events: [FlowEvent]) -> String {
        var writer = PlainWriter()
        for event in events { writer.take(event) }
        return writer.text.isEmpty || writer.text.last == "\n" ? writer.text : writer.text + "\n"
    }

    private mutating func take(_ event: FlowEvent) {
        switch event {
        case .open(let step): open(step.mark)
        case .close(let step): close(step.mark)
        case .words(let words): put(words)
        case .verbatim(let lines): put(lines)
        case .space: put(" ")
        case .lineBreak: put("\n")
        }
    }

    private mutating func open(_ mark: Mark) {
        switch mark {
        case .quote, .list, .numberedList: containers.append(Container(mark: mark))
        case .item: startItem()
        case .paragraph, .preformatted: startBlock(isTight: false)
        case .link: linkText = ""
        case .deleted: put("~~")
        case .strong, .emphasis, .underline, .code: break
        }
    }

    private mutating func close(_ mark: Mark) {
        switch mark {
        case .quote, .list, .numberedList:
            containers.removeLast()
            isTight = containers.last?.mark.isList == true
        case .paragraph, .preformatted: isTight = false
        case .link(let link): finish(link)
        case .deleted: put("~~")
        case .item, .strong, .emphasis, .underline, .code: break
        }
    }

    private mutating func finish(_ link: SafeLink) {
        let shown = linkText ?? ""
        linkText = nil
        guard shown != link.address, "mailto:" + shown != link.address else { return }
        put(" (\(link.address))")
    }

    /// Items of one list stand line under line, unless they hold paragraphs.
    private mutating func startItem() {
        guard let last = containers.indices.last else { return }
        containers[last].items += 1
        startBlock(isTight: isTight)
        bullet = containers[last].mark == .numberedList ? "\(containers[last].items). " : "- "
        isTight = true
    }

    private mutating func startBlock(isTight: Bool) {
        guard bullet == nil, !text.isEmpty else { return }
        if text.last != "\n" { text += "\n" }
        if !isTight { text += "\n" }
    }

    /// Each new line gets the margin of its containers.
    private mutating func put(_ added: String) {
        linkText?.append(added)
        for (index, line) in added.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { text += "\n" }
            if text.isEmpty || text.last == "\n", !line.isEmpty { text += margin() }
            text += line
        }
    }

    private mutating func margin() -> String {
        var margin = containers.map { $0.mark == .quote ? "> " : $0.mark == .numberedList ? "   " : "  " }
        if let bullet, let last = margin.indices.last { margin[last] = bullet }
        bullet = nil
        return margin.joined()
    }
}
