/// What mails of case updates may hold, and who decided it when.
struct MailPolicyPage: Page {
    let frame: WorkingFrame
    /// What holds now, in words.
    let current: String
    /// Nil where the viewer may not change it.
    let form: Form?
    let templates: [Template]
    let changes: [Change]

    struct Form: Sendable {
        /// Carries the version that was read.
        let action: String
        let choices: [Option]
        /// Whether to confirm that content leaves in mails: `confirmed`.
        let confirmed: Bool
        let confirmedError: String?
    }

    struct Option: Sendable {
        /// Sent as `policy`.
        let value: String
        let label: String
        let meaning: String
        let isChosen: Bool
    }

    struct Template: Sendable {
        let path: String
        let name: String
        let detail: String
    }

    struct Change: Sendable {
        let when: When
        let by: String
        let words: String
    }
}
