import Actions
import Domain

extension ImportPage {
    /// As many lines as a page shows of each.
    private static let most = 200

    init(_ shown: ShownImport, notifies: Bool = false, frame: WorkingFrame) throws {
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
                LineRow(line: "\($0.line)", title: $0.title, words: $0.words)
            },
            moreLines: Self.more(lines.count),
            confirm: try plan.flatMap { plan in
                guard plan.isPossible else { return nil }
                let count = plan.added + plan.changed
                return Confirm(
                    action: "/imports/\(shown.record.id)/confirmation",
                    hidden: [HiddenField(name: "seen", value: try plan.name)],
                    label: count == 1 ? "Import 1 line" : "Import \(count) lines",
                    notice: kind == .assignments ? Confirm.Notice(isTicked: notifies) : nil)
            },
            again: "/imports/new?kind=\(kind.rawValue)", list: kind.list)
    }

    private static func more(_ count: Int) -> String? {
        count > most ? "\(count - most) more lines are not shown here." : nil
    }

    private static func told(_ count: Int64) -> String {
        switch count {
        case 0: " No mail went out: only staff with an open account are told, of a role that is new to them."
        case 1: " A mail tells one of them."
        default: " Mails tell \(count) of them."
        }
    }

    private static func summary(_ shown: ShownImport) -> String {
        if let end = shown.record.end {
            return "Imported: \(end.added) added, \(end.changed) changed.\(end.told.map(Self.told) ?? "")"
        }
        guard let plan = shown.plan else {
            return "This file was not confirmed within a day, or you brought another since. Bring it again."
        }
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

    /// What an import of these never does.
    var reach: String? {
        guard self == .assignments else { return nil }
        return
            "An import puts people on cases, and changes roles and who is primary. It takes nobody off a case: that is done on the case."
    }
}

extension ImportPlan.Line {
    fileprivate var words: String {
        switch effect {
        case .added: "Would be added" + (details.isEmpty ? "" : ": " + details.joined(separator: "; "))
        case .same: "There already: left as it is"
        case .changed(let parts): "There already: " + parts.joined(separator: "; ")
        }
    }
}

extension ImportColumn {
    /// What stands in it, in a file of this kind.
    func words(in kind: ImportKind) -> String {
        guard kind == .assignments else { return words }
        return switch self {
        case .reference: "Needed. A case that you see, and that is open."
        case .id: "Of the person, as an export has it. Needed where several have the address, or nobody has one."
        case .email: "Any address of the person. Can be left out where their id says who it is."
        default: words
        }
    }

    private var words: String {
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
        case .role:
            "Needed. case manager, investigator or employee for staff; client contact or affiliate contact for others."
        case .primary: "yes or no; left as it is if empty. A role has one primary: yes takes the place of whoever is."
        }
    }
}
