/// Making a distribution group, or changing one.
struct DistributionGroupFormPage: Page {
    let frame: WorkingFrame
    let isNew: Bool
    /// `Case C-1`, or `Whole organisation`
    let scope: String
    let action: String
    /// `name`
    let name: Field
    /// Shown above the members; the summary links to `members`.
    let membersError: String?
    /// Form names `everybody`, `team`, `group` and `person`, one value each.
    let blocks: [Block]
    let cancel: String

    /// Members of one kind, folded away until opened.
    struct Block: Sendable {
        let title: String
        /// `2 of 5`: chosen, and in all.
        let count: String
        let hint: String?
        let isOpen: Bool
        let choices: [MemberChoice]
    }

    struct MemberChoice: Sendable {
        /// `person`, `everybody`, `team` or `group`
        let field: String
        /// Unique on the page.
        let id: String
        let value: String
        let name: String
        let detail: String?
        let isChosen: Bool
    }
}
