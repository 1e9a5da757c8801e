import Actions
import Domain

extension RetentionPage {
    init(
        _ shown: ShownRetention, _ reading: FormReading, months: String?, reason: String, for viewer: Viewer,
        now: Moment, frame: WorkingFrame
    ) {
        let retention = shown.caseFile.retention
        let path = "/cases/\(shown.caseFile.id)"
        let isHeld = retention.hold != nil
        let change = Change(
            action: path + "/retention",
            months: reading.field("months", months ?? retention.months.map { "\($0.count)" } ?? ""),
            holdAction: path + (isHeld ? "/hold/deletion" : "/hold"), reason: reading.field("reason", reason),
            isHeld: isHeld)
        self.init(
            frame: frame, caseFile: CaseHead(shown.caseFile, for: viewer, at: .retention),
            period: Self.period(shown), due: Self.due(shown, now: now),
            hold: retention.hold.map { hold in
                Hold(since: When(hold.at), by: shown.people[hold.by]?.name ?? "", reason: hold.reason)
            },
            history: shown.history.map { event in
                Entry(
                    when: When(event.at), words: event.kind.words,
                    by: event.actor.flatMap { shown.people[$0]?.name }, detail: event.detail)
            },
            change: viewer.rights.mayKeepRetention ? change : nil)
    }

    private static func period(_ shown: ShownRetention) -> String {
        if let months = shown.caseFile.retention.months { return "\(months.words) after closing" }
        guard let standard = shown.standard else {
            return "until somebody decides: neither case nor organisation has a period"
        }
        return "\(standard.words) after closing, as the organisation keeps cases"
    }

    /// That a hold stops it stands first, whatever the date.
    private static func due(_ shown: ShownRetention, now: Moment) -> String {
        let retention = shown.caseFile.retention
        let date: String
        if let due = shown.due {
            date = (due <= now ? "since " : "") + When(due).sentence
        } else if shown.caseFile.status == .open {
            date = "not while the case is open"
        } else if retention.closedAt == nil {
            date = "not known: when it was closed was not recorded"
        } else {
            date = "never, without a period"
        }
        guard retention.hold != nil else { return date }
        return shown.due == nil ? "stopped by the legal hold" : "stopped by the legal hold; without it \(date)"
    }
}

extension CaseEventKind {
    /// In the history of how long a case is kept.
    fileprivate var words: String {
        switch self {
        case .closed: "Case closed"
        case .reopened: "Case reopened"
        case .retentionChanged: "Period changed"
        case .holdPlaced: "Legal hold placed"
        case .holdLifted: "Legal hold lifted"
        default: rawValue
        }
    }
}
