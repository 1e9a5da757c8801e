/// The start page: what needs somebody, or the word that no mail failed.
struct StartPage: Page {
    let frame: WorkingFrame
    /// Deliveries whose mail could not be delivered.
    let failed: [Attention]
    /// Deliveries that expire within three days and have not been downloaded.
    let expiring: [Attention]
    /// Deliveries with a link that wrong codes suspended, or to an address that stopped the mail of its case.
    let barred: [Attention]
    /// Their own updates that were sent back to them.
    let returned: [Review]
    /// Updates that wait until somebody validates them.
    let waiting: [Review]
    /// Whether there is nothing to tell of but that.
    let isQuiet: Bool
    let recentCases: [CaseRow]
    /// Steps towards the first send; empty once they are all done.
    let tasks: [Task]
    /// How many wrong codes were typed in the last hour, in words; nil unless somebody is guessing at large.
    let wrongCodes: String?

    /// One delivery that needs somebody, with what can be done about it.
    struct Attention: Sendable {
        let recipient: String
        let address: String
        let updateTitle: String
        let caseReference: String
        /// The page of the delivery.
        let path: String
        let when: When
        /// In plain words; nil where the list itself says it.
        let reason: String?
        let remedy: PostButton?
    }

    /// An update that needs somebody before it can be sent.
    struct Review: Sendable {
        let title: String
        let caseReference: String
        let path: String
        /// Who sent it back, or who submitted it.
        let by: String
        let at: When
        /// Why it was sent back.
        let reason: String?
    }

    /// A step of the first run.
    struct Task: Sendable {
        let label: String
        let explanation: String
        let path: String
        let isDone: Bool
    }
}
