/// A case at its Activity tab: what happened on it, the newest first.
struct CaseActivityPage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    /// `kind`
    let kind: ChoiceField
    /// The tab without a filter; nil where there is none to clear.
    let unfiltered: String?
    let entries: [Entry]
    let next: String?

    struct Entry: Sendable {
        let when: When
        let words: String
        let tone: StatusTag.Tone
        let icon: Icon
        /// As far as it is known.
        let actor: String?
        let detail: String?
        /// Where more about it stands; nil for what is about the case itself.
        let about: About?
    }

    struct About: Sendable {
        let label: String
        let path: String
    }
}
