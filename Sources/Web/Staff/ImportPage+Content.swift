import Actions
import Domain

extension ImportPage {
    /// As many lines as a page shows of each.
    private static let most = 200

    init(_ shown: ShownImport, frame: WorkingFrame) throws {
        let kind = shown.record.kind
        let plan = shown.plan
        let (problems, lines) = (plan?.problems ?? [], plan?.lines ?? [])
        self.init(
            frame: frame, what: kind.rawValue, summary: Self.summary(shown),
            problems: problems.prefix(Self.most).map {
                LineRow(line: "\($0.line)", title: $0.column?.rawValue ?? "", words: $0.remedy)
            },
            moreProblems: Self.more(problems.count),
            lines: lines.prefix(Self.most).map {
                LineRow(line: "\($0.line)", title: $0.title, words: $0.effect.words)
            },
            moreLines: Self.more(lines.count),
            confirm: try plan.flatMap { plan in
                guard plan.isPossible else { return nil }
                let count = plan.added + plan.changed
                return Confirm(
                    action: "/imports/\(shown.record.id)/confirmation",
                    hidden: [HiddenField(name: "seen", value: try plan.name)],
                    label: count == 1 ? "Import 1 line" : "Import \(count) lines")
            },
            again: "/imports/new?kind=\(kind.rawValue)", list: kind.list)
    }

    private static func more(_ count: Int) -> String? {
        count > most ? "\(count - most) more lines are not shown here." : nil
    }

    private static func summary(_ shown: ShownImport) -> String {
        if let end = shown.record.end {
            return "Imported: \(end.added) added, \(end.changed) changed."
        }
        guard let plan = shown.plan else { return "This file was not confirmed in time. Bring it again." }
        let counts = "\(plan.added) would be added, \(plan.changed) changed, \(plan.same) left as they are."
        guard plan.problems.isEmpty else {
            let lines = Set(plan.problems.map(\.line)).count
            let refused = "Nothing can be imported: \(lines == 1 ? "1 line has" : "\(lines) lines have") a problem."
            return plan.lines.isEmpty ? refused : "\(refused) Without \(lines == 1 ? "it" : "them") \(counts)"
        }
        return plan.isPossible ? counts : "There is nothing to import: everything is as the file has it."
    }
}

extension ImportKind {
    /// Where such things are listed.
    var list: String { self == .contacts ? "/people" : "/cases" }

    var place: NavItem.Place { self == .contacts ? .people : .cases }
}

extension ImportPlan.Effect {
    var words: String {
        switch self {
        case .added: "Would be added"
        case .same: "There already: left as it is"
        case .changed(let parts): "There already: " + parts.joined(separator: "; ")
        }
    }
}

extension ImportColumn {
    /// What stands in it.
    var words: String {
        switch self {
        case .id:
            "Of somebody who is known, as an export has it; the line then says all of their addresses. Empty for others."
        case .name: "Needed."
        case .kind: "contact or prospect; contact if empty."
        case .email: "Where mail goes. Somebody without one can be known, and not sent to."
        case .aliases: "Other addresses of the same person, divided by spaces."
        case .shared: "Those of the addresses that several people read, divided by spaces."
        case .reference: "Needed. A case with this reference is changed, or left as it is."
        case .title: "Needed."
        case .status: "open or closed; open if empty."
        }
    }
}
