/// One recipient's part of a send: everything that happened, and the links with what can be done about them.
struct DeliveryPage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let updateTitle: String
    /// The page of the send.
    let send: String
    let recipient: String
    let address: String
    let status: StatusTag
    let protection: StatusTag
    /// Set where several people read what is mailed to the address.
    let sharedNotice: StatusTag?
    /// What the record was called that it was issued to, where that became a part of the recipient's since.
    let issuedTo: String?
    /// At whose request and by whose approval they were let in; nil for who was chosen by the sender.
    let broughtBy: BroughtBy?
    /// Whom the recipient asked to be let in.
    let delegates: [DelegateRow]
    /// Whether the recipient said that this was not for them, and staff have not allowed mail again.
    let isStopped: Bool
    /// Mails the notice once more; nil when it cannot be.
    let resend: PostButton?
    /// Oldest first.
    let timeline: [TimelineEntry]
    let links: [FileLinkRow]
    /// `life`: how much longer; nil when nothing can be extended.
    let extend: Extend?

    struct BroughtBy: Sendable {
        let words: String
        /// The timeline of the recipient who asked.
        let path: String
    }

    struct TimelineEntry: Sendable {
        let when: When
        /// `Download completed: Report.pdf`
        let words: String
        let tone: StatusTag.Tone
        let icon: Icon
        /// `a.client@example.org, verified`, `a machine`, `whoever had the link`; nil where nobody acted.
        let actor: String?
        /// Events that raise no status are drawn faint.
        let isFaint: Bool
        /// SMTP reply, network address, browser.
        let details: [Detail]
    }

    struct Detail: Sendable {
        let name: String
        let value: String
    }

    struct FileLinkRow: Sendable {
        let fileName: String
        let availableUntil: When
        let status: StatusTag
        /// Extended, revoked or suspended: when and by whom; nil if never.
        let history: String?
        let actions: [PostButton]
    }

    struct Extend: Sendable {
        let action: String
        let life: ChoiceField
    }
}
