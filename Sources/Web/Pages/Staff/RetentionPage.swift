/// A case at its Retention tab: how long it is kept, and what keeps it longer.
struct RetentionPage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    /// `84 months (7 years) after closing, as the organisation keeps cases`.
    let period: String
    /// When that ends, and what it means.
    let due: String
    let hold: Hold?
    let history: [Entry]
    /// Nil when the viewer may not.
    let change: Change?

    struct Hold: Sendable {
        let since: When
        let by: String
        let reason: String
    }

    struct Entry: Sendable {
        let when: When
        let words: String
        let by: String?
        let detail: String?
    }

    struct Change: Sendable {
        let action: String
        /// `months`; empty for the organisation's period.
        let months: Field
        /// Places the hold, or lifts it.
        let holdAction: String
        /// `reason`
        let reason: Field
        let isHeld: Bool
    }
}
