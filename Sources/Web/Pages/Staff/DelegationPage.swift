/// A recipient's request that somebody else be let in, and the decision about it.
struct DelegationPage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let updateTitle: String
    /// The recipient who asks.
    let recipient: String
    /// `a.client@example.org, verified`
    let askedBy: String
    let askedAt: When
    /// The timeline of the recipient.
    let delivery: String
    let name: String
    let address: String
    let reason: String
    let status: StatusTag
    /// Who answered and when; nil while it waits.
    let answer: String?
    /// What keeps it from being approved; nil if nothing does.
    let obstacle: String?
    /// Nil once it is answered, and for whoever only looks.
    let form: Form?

    struct Form: Sendable {
        /// Nil where it cannot be approved: it can only be declined then.
        let approval: String?
        let refusal: String
        /// Which record of the directory the delegate is; nil where none has the address.
        let person: ChoiceField?
        let reason: Field
    }
}
