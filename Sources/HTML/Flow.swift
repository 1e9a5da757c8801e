/// What a writer is told, in order. Blocks and inline marks are properly nested and never empty.
enum FlowEvent {
    case open(Step)
    case close(Step)
    /// Words with single spaces, no white space at either end.
    case words(String)
    case space
    case lineBreak
    /// The text of a preformatted block as it stands, lines ended by `\n`.
    case verbatim(String)
}

/// Turns leaves into events: keeps the open path, collapses white space, leaves out what holds nothing.
struct Flow {
    private var events: [FlowEvent] = []
    private var blocks: [Step] = []
    private var inlines: [Step] = []
    private var hasContent = false
    private var pendingSpace = false
    private var pendingBreaks = 0

    /// More empty lines than this in a row say nothing more.
    private static let mostBreaks = 2

    static func events(of leaves: [Leaf]) -> [FlowEvent] {
        var flow = Flow()
        for leaf in leaves { flow.take(leaf) }
        flow.move(to: [], inlines: [])
        return flow.events
    }

    private mutating func take(_ leaf: Leaf) {
        switch leaf.content {
        case .lineBreak where leaf.place.isPreformatted: takeVerbatim("\n", at: leaf.place)
        case .lineBreak: takeBreak(at: leaf.place)
        case .text(let text) where leaf.place.isPreformatted: takeVerbatim(Characters.verbatim(text), at: leaf.place)
        case .text(let text): takeWords(text, at: leaf.place)
        }
    }

    private mutating func takeWords(_ text: String, at place: Place) {
        let run = Characters.collapsed(text)
        if run.startsWithSpace { takeSpace(at: place) }
        guard !run.words.isEmpty else { return }
        move(to: place.blocks, inlines: place.inlines)
        events.append(.words(run.words))
        hasContent = true
        pendingSpace = run.endsWithSpace
    }

    private mutating func takeVerbatim(_ text: String, at place: Place) {
        guard !text.isEmpty else { return }
        move(to: place.blocks, inlines: place.inlines)
        events.append(.verbatim(text))
    }

    private mutating func takeSpace(at place: Place) {
        guard hasContent, pendingBreaks == 0, place.blocks == blocks else { return }
        pendingSpace = true
    }

    private mutating func takeBreak(at place: Place) {
        guard hasContent, place.blocks == blocks else { return }
        pendingBreaks = min(pendingBreaks + 1, Self.mostBreaks)
        pendingSpace = false
    }

    /// Closes and opens until the path is the given one; what was pending stands between the two, so that it is
    /// inside a mark only if the mark is on both sides of it.
    private mutating func move(to newBlocks: [Step], inlines newInlines: [Step]) {
        if newBlocks != blocks { changeBlock(to: newBlocks) }
        let common = zip(inlines, newInlines).prefix { $0 == $1 }.count
        closeInlines(downTo: common)
        events += Array(repeating: .lineBreak, count: pendingBreaks)
        if pendingSpace { events.append(.space) }
        (pendingBreaks, pendingSpace) = (0, false)
        for step in newInlines[common...] { events.append(.open(step)) }
        inlines = newInlines
    }

    private mutating func changeBlock(to newBlocks: [Step]) {
        closeInlines(downTo: 0)
        (pendingBreaks, pendingSpace, hasContent) = (0, false, false)
        let common = zip(blocks, newBlocks).prefix { $0 == $1 }.count
        for step in blocks[common...].reversed() { events.append(.close(step)) }
        for step in newBlocks[common...] { events.append(.open(step)) }
        blocks = newBlocks
    }

    private mutating func closeInlines(downTo count: Int) {
        for step in inlines[count...].reversed() { events.append(.close(step)) }
        inlines.removeLast(inlines.count - count)
    }
}
