import Actions
import Domain

extension StatusChangePage {
    /// Before it is done, under the name by which it is done once.
    init(check shown: ShownStatusChange, as id: ID<CaseStatusChange>, frame: WorkingFrame) {
        let count = shown.items.filter { $0.outcome == .done }.count
        let isClosing = shown.status == .closed
        let verb = isClosing ? "Close" : "Reopen"
        let label = "\(verb) \(Self.cases(count))"
        let hidden = shown.items.filter { $0.caseFile != nil }.map { HiddenField(name: "case", value: $0.id.text) }
        let confirm = Confirm(
            hidden: hidden + [
                HiddenField(name: "status", value: shown.status.rawValue), HiddenField(name: "key", value: id.text),
            ],
            label: label,
            meaning: isClosing
                ? "Only how long a closed case is kept can be changed until it is opened again. Links work until they expire."
                : "What is in them can be changed again.")
        self.init(
            shown, frame: frame,
            heading: count > 0 ? label + "?" : "There is nothing to \(verb.lowercased())",
            done: isClosing ? "Will be closed" : "Will be reopened", confirm: count > 0 ? confirm : nil)
    }

    /// After it was done.
    init(done shown: ShownStatusChange, frame: WorkingFrame) {
        let count = shown.items.filter { $0.outcome == .done }.count
        let (word, tag) = shown.status == .closed ? ("closed", "Closed") : ("reopened", "Reopened")
        self.init(
            shown, frame: frame,
            heading: "\(Self.cases(count)) \(count == 1 ? "was" : "were") \(word)",
            done: tag, confirm: nil)
    }

    private init(
        _ shown: ShownStatusChange, frame: WorkingFrame, heading: String, done: String, confirm: Confirm?
    ) {
        let already = "Not done: \(shown.status.rawValue) already"
        let missing = shown.items.filter { $0.caseFile == nil }.count
        self.init(
            frame: frame, heading: heading,
            rows: shown.items.compactMap { item in
                item.caseFile.map { caseFile in
                    Row(
                        path: "/cases/\(caseFile.id)", title: caseFile.title, reference: caseFile.reference,
                        outcome: item.outcome == .done
                            ? StatusTag(done, .ok, .check) : StatusTag(already, .idle, .cross))
                }
            },
            missing: missing == 0
                ? nil : "\(Self.cases(missing)) cannot be found, or \(missing == 1 ? "is" : "are") not yours to see.",
            confirm: confirm)
    }

    private static func cases(_ count: Int) -> String { count == 1 ? "1 case" : "\(count) cases" }
}
