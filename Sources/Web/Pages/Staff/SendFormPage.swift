/// Choosing who receives an update, and how.
struct SendFormPage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let updateTitle: String
    /// The page of the update.
    let update: String
    /// `/updates/{id}/sends/check`
    let action: String
    /// Form name `recipient`, one value a person.
    let blocks: [RecipientBlock]
    /// Form name `group`, one value a group.
    let groups: [GroupChoice]
    /// `2 groups`
    let groupCount: String
    /// Where the groups are kept.
    let groupsPage: String
    /// Shown above the blocks when nobody was chosen; the summary links to `recipients`.
    let recipientsError: String?
    /// `note`
    let note: Field
    /// `verification`
    let verification: Bool
    /// Who asks for it: `This case asks for it.`; nil where nobody does.
    let verificationAsked: String?
    /// `associate`: the other recipients of this send can verify at these links too.
    let associate: Bool
    /// `life`
    let life: ChoiceField
    /// `mail`: what the e-mail holds; nil where only notices are allowed.
    let mail: ChoiceField?
    /// Whether the organisation allows more than notices.
    let mayBeFull: Bool

    /// People of one kind, folded away until opened.
    struct RecipientBlock: Sendable {
        let title: String
        /// `2 people`
        let count: String
        let isOpen: Bool
        let people: [RecipientChoice]
    }

    /// Several people in one tick.
    struct GroupChoice: Sendable {
        /// The group's id, sent as `group`.
        let id: String
        let name: String
        /// `4 people now`
        let detail: String
        let isChosen: Bool
    }

    struct RecipientChoice: Sendable {
        /// The person's id, sent as `recipient`.
        let id: String
        let name: String
        /// Role and address.
        let detail: String
        let isChosen: Bool
        /// Why this person cannot be chosen; nil when they can.
        let obstacle: String?
        /// That mail to the address fails, or its domain is new to the case.
        let warnings: [StatusTag]
    }
}
