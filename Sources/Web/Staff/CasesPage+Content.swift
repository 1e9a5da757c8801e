import Actions
import Domain

extension CasesPage {
    init(
        _ list: CaseList, _ filter: CaseFilter, _ offered: (types: [CaseType], tags: [CaseTag]), for viewer: Viewer,
        frame: WorkingFrame
    ) {
        let query = ListQuery([
            ("text", filter.text), ("state", filter.status?.rawValue ?? ""), ("type", filter.type?.text ?? ""),
            ("tag", filter.tag), ("whose", filter.isMine ? "mine" : ""),
            ("sort", filter.order == .newest ? "" : filter.order.rawValue),
        ])
        let narrowing = filter.words(offered.types)
        self.init(
            frame: frame, text: Field("text", value: filter.text),
            state: ChoiceField(
                "state", filter.status?.rawValue ?? "", [("", "All"), ("open", "Open"), ("closed", "Closed")]),
            type: ChoiceField(
                "type", filter.type?.text ?? "", [("", "All")] + offered.types.map { ($0.id.text, $0.name) }),
            tag: ChoiceField("tag", filter.tag, [("", "All")] + Self.tags(offered.tags, chosen: filter.tag)),
            whose: ChoiceField("whose", filter.isMine ? "mine" : "", [("", "All that I see"), ("mine", "Mine")]),
            sort: ChoiceField("sort", filter.order.rawValue, CaseOrder.allCases.map { ($0.rawValue, $0.words) }),
            isFiltered: !query.isEmpty, narrowing: narrowing,
            count: list.total.map { $0 == 1 ? "1 case" : "\($0) cases" },
            new: viewer.rights.mayOpenCases ? "/cases/new" : nil,
            importing: viewer.rights.mayImport(.cases) ? "/imports/new?kind=cases" : nil,
            importingAssignments: viewer.rights.mayImport(.assignments) ? "/imports/new?kind=assignments" : nil,
            export: query.path("/cases.csv"), exportAssignments: query.path("/assignments.csv"),
            seesAll: viewer.rights.seesEveryCase,
            cases: list.cases.map { CaseRow($0, isTickable: viewer.rights.mayChangeCases) },
            isTickable: viewer.rights.mayChangeCases && !list.cases.isEmpty,
            next: list.next.map { query.path("/cases", after: $0.text) })
    }

    /// With the one that is looked for, also where no case has it.
    private static func tags(_ tags: [CaseTag], chosen: String) -> [(String, String)] {
        let words = tags.map(\.word)
        let all = chosen.isEmpty || words.contains(chosen) ? words : words + [chosen]
        return all.map { ($0, $0) }
    }
}

extension CaseFilter {
    /// What it narrows the list to: `open, of type Surveillance, tagged harbour, mine, with “crates”`; nil for nothing.
    fileprivate func words(_ types: [CaseType]) -> String? {
        let type = type.map { id in types.first { $0.id == id }?.name ?? "that is gone" }
        let parts = [
            status?.rawValue, type.map { "of type \($0)" }, tag.isEmpty ? nil : "tagged \(tag)",
            isMine ? "mine" : nil, text.isEmpty ? nil : "with “\(text)” in reference or title",
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension CaseOrder {
    fileprivate var words: String {
        switch self {
        case .newest: "Newest first"
        case .oldest: "Oldest first"
        case .reference: "By reference"
        }
    }
}

extension ChoiceField {
    /// Values and labels, of which one is chosen.
    init(_ id: String, _ chosen: String, _ choices: [(String, String)]) {
        self.init(id, choices: choices.map { Choice($0.0, $0.1, isChosen: $0.0 == chosen) })
    }
}
