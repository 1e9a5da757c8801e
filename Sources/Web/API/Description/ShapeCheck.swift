import Domain

extension Shape {
    /// Everything that is wrong with a value, as far as somebody can mend it in one go; empty if it is of this shape.
    func mistakes(in value: JSON, at pointer: JSONPointer = .whole) -> [Mistake] {
        switch (kind, value) {
        case (.named(_, let shape), _): shape.mistakes(in: value, at: pointer)
        case (.optional, .null): []
        case (.optional(let shape), _): shape.mistakes(in: value, at: pointer)
        case (.object(let members), .object(let found)): Self.mistakes(in: found, of: members, at: pointer)
        case (.list(let shape, let most), .list(let items)):
            Self.mistakes(in: items, of: shape, most: most, at: pointer)
        case (.text(let text), .text(let found)): text.remedy(for: found).map { [Mistake(pointer, $0)] } ?? []
        case (.integer(let range), .integer(let found)) where range.contains(found): []
        case (.yesNo, .yesNo): []
        default: [Mistake(pointer, "Give \(words).")]
        }
    }

    private static func mistakes(
        in found: [JSON.Member], of members: [Member], at pointer: JSONPointer
    ) -> [Mistake] {
        let known = Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.shape) })
        let names = Set(found.map(\.name))
        let missing = members.filter { $0.isRequired && !names.contains($0.name) }.map {
            Mistake(pointer.member($0.name), "This is missing. Give \($0.shape.words).")
        }
        let wrong = found.lazy.flatMap { member in
            known[member.name].map { $0.mistakes(in: member.value, at: pointer.member(member.name)) }
                ?? [Mistake(pointer.member(member.name), "There is no such member.")]
        }
        return Array((missing + wrong.prefix(mostTold)).prefix(mostTold))
    }

    private static func mistakes(
        in items: [JSON], of shape: Shape, most: Int, at pointer: JSONPointer
    ) -> [Mistake] {
        guard items.count <= most else { return [Mistake(pointer, "Give at most \(most).")] }
        let wrong = items.enumerated().lazy.flatMap { shape.mistakes(in: $1, at: pointer.item($0)) }
        return Array(wrong.prefix(mostTold))
    }

    private static let mostTold = 20

    /// What to give, in words.
    var words: String {
        switch kind {
        case .object: "an object"
        case .list: "a list"
        case .text(let text): text.wanted
        case .integer(let range) where range.lowerBound == .min && range.upperBound == .max: "a whole number"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .yesNo: "true or false"
        case .optional(let shape): "\(shape.words), or null"
        case .named(_, let shape): shape.words
        }
    }
}

extension Shape.Text {
    /// What to do about a text that is not of this kind; nil for one that is.
    func remedy(for text: String) -> String? {
        let isGood =
            switch self {
            case .any(let shortest, let longest):
                (shortest...longest).contains(text.unicodeScalars.count) && !text.unicodeScalars.contains("\0")
            case .words(let words): words.contains(text)
            case .id: (try? ID<Shape>(reading: text)) != nil
            case .sha256: (try? SHA256Digest(reading: text)) != nil
            case .moment: text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil
            }
        return isGood ? nil : "Give \(wanted)."
    }

    var wanted: String {
        switch self {
        case .any(let shortest, let longest):
            "a text of \(shortest) to \(longest) characters, without null characters"
        case .words(let words): "one of \(words.map { "“\($0)”" }.joined(separator: ", "))"
        case .id: "an id: 26 characters from 0 to v"
        case .sha256: "64 hexadecimal digits"
        case .moment: "a time such as 2026-11-30T14:02:00.000Z"
        }
    }
}
