/// The delivery matrix of one send: who has not downloaded comes first.
struct SendPage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let updateTitle: String
    /// The page of the update.
    let update: String
    let sentAt: When
    let sentBy: String
    /// Nil unless it was taken back.
    let takenBackAt: When?
    /// Nil of what was taken back.
    let availableUntil: When?
    let protection: StatusTag
    /// What the mails hold; nil of notices.
    let mail: StatusTag?
    /// What is not known of files that are attached; nil where none are.
    let attached: String?
    /// `2 of 5 have not downloaded everything`
    let summary: String
    /// What went wrong, in a sentence; nil when nothing did.
    let failure: String?
    /// The distribution groups that recipients were chosen by; nil where there was none.
    let groupNames: String?
    /// Who of the groups was left out, and why, a sentence for each.
    let skipped: [String]
    /// Requests of recipients that wait for an answer.
    let requests: [Request]
    /// The names of the files, in the order of the columns.
    let files: [String]
    let groups: [MatrixGroup]
    /// While the mails wait; nil once they leave, or where the viewer may not take them back.
    let undo: Undo?
    /// The send dialog, filled in as for this one; nil unless this was taken back.
    let sendAgain: String?
    /// Takes all links of the send back; nil once that is done or not allowed.
    let revoke: PostButton?
    /// This page again: `/sends/{id}`.
    let refresh: String
    /// Server-sent events, one for each change: `/sends/{id}/events`.
    let events: String
    let shownAt: When

    /// Somebody whom a recipient asks to be let in.
    struct Request: Sendable {
        /// `Ana Client asks to let in Dora Berg (d.berg@example.org).`
        let words: String
        /// `/delegations/{id}`
        let path: String
        let name: String
    }

    /// What is said while a send can be taken back.
    struct Undo: Sendable {
        let until: When
        let button: PostButton
    }

    /// Recipients with the same outcome, under a heading.
    struct MatrixGroup: Sendable {
        /// `Not downloaded yet (2)`
        let title: String
        let rows: [MatrixRow]
    }

    struct MatrixRow: Sendable {
        /// Unique on the page; the id of the delivery.
        let id: String
        let name: String
        let address: String
        /// Set where several people read what is mailed to the address.
        let sharedNotice: StatusTag?
        /// Of a delegate: for whom, asked when, approved by whom; nil for who was chosen by the sender.
        let broughtBy: String?
        /// `/deliveries/{id}`
        let path: String
        /// Sent, Viewed, then one for each file.
        let cells: [MatrixCell]
        /// Resend, Extend, Revoke, where they are possible.
        let actions: [PostButton]
    }

    struct MatrixCell: Sendable {
        /// The column, repeated where the table is shown as cards.
        let column: String
        let status: StatusTag
        let when: When?
        /// `62%`, `by holders of the link`
        let note: String?
    }
}
