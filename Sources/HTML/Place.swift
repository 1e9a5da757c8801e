/// Where in the written document a text stands, in normal form: containers, then at most one paragraph or
/// preformatted block, then inline marks. Every tree, however it was nested, comes out as a list of such places,
/// and a parser reads what we write for them as the very same places.
struct Place {
    private var containers: [Step] = []
    private var paragraph: Int?
    private var preformatted: Int?
    private(set) var inlines: [Step] = []

    /// Browsers flatten trees at 512 elements, letters and screens much earlier.
    private static let deepest = 24

    var isPreformatted: Bool { preformatted != nil }

    /// The block elements around the text.
    var blocks: [Step] {
        var path = containers
        if let last = path.last, last.mark.isList { path.append(Step(mark: .item, serial: last.serial)) }
        if let preformatted { return path + [Step(mark: .preformatted, serial: preformatted)] }
        if let paragraph { return path + [Step(mark: .paragraph, serial: paragraph)] }
        if let last = path.last, last.mark == .item { return path }
        return path + [Step(mark: .paragraph, serial: path.last?.serial ?? 0)]
    }

    func entering(paragraph serial: Int) -> Place {
        guard !isPreformatted else { return self }
        var place = self
        place.fillList(serial)
        place.paragraph = serial
        return place
    }

    func entering(container mark: Mark, _ serial: Int) -> Place {
        guard !isPreformatted else { return self }
        guard containers.count < Self.deepest else { return entering(paragraph: serial) }
        var place = self
        place.fillList(serial)
        place.containers.append(Step(mark: mark, serial: serial))
        place.paragraph = nil
        return place
    }

    func enteringItem(_ serial: Int) -> Place {
        guard !isPreformatted, containers.last?.mark.isList == true else { return entering(paragraph: serial) }
        var place = self
        place.fillList(serial)
        place.paragraph = nil
        return place
    }

    func entering(preformatted serial: Int) -> Place {
        guard !isPreformatted else { return self }
        var place = self
        place.fillList(serial)
        place.paragraph = nil
        place.preformatted = serial
        return place
    }

    func entering(inline mark: Mark, _ serial: Int) -> Place {
        guard !inlines.contains(where: { $0.mark.isSameKind(as: mark) }) else { return self }
        var place = self
        place.inlines.append(Step(mark: mark, serial: serial))
        return place
    }

    /// A list holds items only.
    private mutating func fillList(_ serial: Int) {
        guard containers.last?.mark.isList == true else { return }
        containers.append(Step(mark: .item, serial: serial))
    }
}
