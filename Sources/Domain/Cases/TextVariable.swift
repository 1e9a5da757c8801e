/// What can stand in a stored text for something that is known when it is used: `{{Case.reference}}`. Case-sensitive.
package enum TextVariable: String, CaseIterable, Sendable {
    case caseReference = "Case.reference"
    case caseTitle = "Case.title"
    case caseManager = "Case.manager"
    case caseClient = "Case.client"
    case authorName = "Author.name"
    case organisationName = "Organisation.name"
    case dateToday = "Date.today"

    /// As it is typed.
    package var spelling: String { "{{\(rawValue)}}" }

    /// What it stands for, for those who write presets.
    package var meaning: String {
        switch self {
        case .caseReference: "the reference of the case"
        case .caseTitle: "the title of the case"
        case .caseManager: "who is case manager"
        case .caseClient: "the client contacts of the case"
        case .authorName: "who writes the update"
        case .organisationName: "the organisation"
        case .dateToday: "the day on which it is written"
        }
    }
}

/// A text in parts: words as they stand, and what is between `{{` and `}}`.
package struct VariableText: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case words(String)
        case variable(String)
    }

    private let parts: [Part]

    /// A `{{` without `}}` on the same line is words.
    package init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(where: \.isNewline).map { rest.index(after: $0) } ?? rest.endIndex
            Self.read(line: rest[..<end], into: &parts)
            rest = rest[end...]
        }
        self.parts = parts
    }

    /// Looks at each letter of the line once or twice: where one `{{` has no end, none behind it has.
    private static func read(line: Substring, into parts: inout [Part]) {
        var rest = line
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            parts.append(.words(String(rest[..<open.lowerBound])))
            parts.append(.variable(String(rest[open.upperBound..<close.lowerBound])))
            rest = rest[close.upperBound...]
        }
        parts.append(.words(String(rest)))
    }

    /// The names between the braces, each once, in their order.
    package var names: [String] {
        var (names, seen) = ([String](), Set<String>())
        for case .variable(let name) in parts where seen.insert(name).inserted { names.append(name) }
        return names
    }

    /// The names that are no variable of ours: wrongly spelled, or in another case.
    package var unknown: [String] { names.filter { TextVariable(rawValue: $0) == nil } }

    /// The text with these values in the place of its variables; throws, naming them, where one has none (N-43).
    package func filled(_ values: [TextVariable: String], field: String) throws(Malformed) -> String {
        let missing = names.filter { TextVariable(rawValue: $0).flatMap { values[$0] } == nil }
        guard missing.isEmpty else { throw Self.unresolved(missing, field: field) }
        return filled { name in TextVariable(rawValue: name).flatMap { values[$0] } }
    }

    /// The text with what `value` says in the place of each name; nothing where it says nothing.
    package func filled(_ value: (String) -> String?) -> String {
        parts.map { part in
            switch part {
            case .words(let words): words
            case .variable(let name): value(name) ?? ""
            }
        }.joined()
    }

    /// What is said of variables that stand for nothing.
    package static func unresolved(_ names: [String], field: String) -> Malformed {
        let list = names.prefix(10).map { "{{\($0)}}" }.joined(separator: ", ") + (names.count > 10 ? " …" : "")
        return Malformed(
            field, "\(list) \(names.count == 1 ? "stands" : "stand") for nothing here. Write the words instead.")
    }
}
