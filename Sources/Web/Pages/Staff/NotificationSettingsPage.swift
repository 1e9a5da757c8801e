/// How the signed-in person is told of what: a choice for each kind, and what cannot be switched off.
struct NotificationSettingsPage: Page {
    let frame: WorkingFrame
    /// `/account/notifications`
    let action: String
    /// Whether the organisation mails nothing that can be done without.
    let isMailOff: Bool
    let sections: [Section]
    let fixed: [Fixed]

    /// Kinds that belong together.
    struct Section: Sendable {
        let title: String
        let kinds: [Kind]
    }

    /// A kind with the choice that it leaves.
    struct Kind: Sendable {
        let label: String
        let explanation: String?
        /// The kind in one word: `update-sent`.
        let choice: ChoiceField
    }

    /// A kind that is always mailed, and why.
    struct Fixed: Sendable {
        let label: String
        let reason: String
    }
}
