import Actions
import Domain

extension MergePage {
    init(
        _ shown: ShownPerson, _ choice: MergeChoice?, text: String, found: [Person], isChanged: Bool,
        frame: WorkingFrame
    ) {
        let action = "/people/\(shown.person.id)/merge"
        self.init(
            frame: frame, name: shown.person.name, person: "/people/\(shown.person.id)", action: action,
            text: Field("text", value: text),
            found: found.map { Candidate($0, action) }, hasLooked: !text.isEmpty,
            comparison: choice.map { Comparison($0, action, isChanged: isChanged) })
    }
}

extension MergePage.Candidate {
    fileprivate init(_ person: Person, _ action: String) {
        self.init(
            path: "\(action)?with=\(person.id)", name: person.name,
            detail: "\(person.kind.word), \(person.primaryAddress?.spelling ?? "no address")"
                + (person.archivedAt == nil ? "" : ", archived"))
    }
}

extension MergePage.Comparison {
    fileprivate init(_ choice: MergeChoice, _ action: String, isChanged: Bool) {
        let (kept, gone) = (choice.kept, choice.gone)
        let seen = "\(kept.version.text).\(gone.version.text)"
        let button = PostButton(
            "Merge into \(kept.person.name)", action: "\(action)?with=\(gone.person.id)&seen=\(seen)",
            isDangerous: true)
        self.init(
            goneName: gone.person.name,
            rows: [
                MergePage.Row(label: "Kind", kept: kept.person.kind.word, gone: gone.person.kind.word),
                MergePage.Row(label: "Addresses", kept: kept.addressList, gone: gone.addressList),
                MergePage.Row(label: "Cases", kept: kept.caseList, gone: gone.caseList),
                MergePage.Row(label: "Sent", kept: "\(kept.deliveries.count)", gone: "\(gone.deliveries.count)"),
                MergePage.Row(
                    label: "Coordinator", kept: kept.coordinator?.name ?? "nobody",
                    gone: gone.coordinator?.name ?? "nobody"),
            ], merge: choice.obstacle == nil ? button : nil,
            obstacle: choice.obstacle?.words
                ?? (isChanged ? "Somebody changed one of them meanwhile. Look at both again." : nil),
            swap: gone.person.archivedAt == nil ? "/people/\(gone.person.id)/merge?with=\(kept.person.id)" : nil)
    }
}

extension ShownPerson {
    fileprivate var addressList: String {
        person.addresses.isEmpty ? "none" : person.addresses.map(\.spelling).joined(separator: ", ")
    }

    fileprivate var caseList: String {
        cases.isEmpty ? "none" : cases.map { "\($0.caseFile.reference) (\($0.role.rawValue))" }.joined(separator: ", ")
    }
}

extension MergedPerson {
    /// What keeps two records from becoming one.
    fileprivate var words: String? {
        switch self {
        case .notAllowed: "You may not change the other record."
        case .notMergeable: "Only two records of contacts or prospects are merged."
        case .archived: "The other record belongs to somebody else already, or the one that is to stay is archived."
        case .tooManyAddresses: "Together they have more than 21 addresses. Take some away first."
        case .unknown, .changedMeanwhile, .merged: nil
        }
    }
}
