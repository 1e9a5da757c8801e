/// Making a team or circle, or changing one.
struct TeamFormPage: Page {
    let frame: WorkingFrame
    let isNew: Bool
    let action: String
    let name: Field
    /// `kind`: team, circle.
    let kind: ChoiceField
    /// Form name `member`, one value each.
    let members: [MemberBox]
    /// Shown above the members; the summary links to `members`.
    let membersError: String?
    /// Takes it out of the choice, or back into it; nil before there is one.
    let archive: PostButton?
    let cancel: String

    struct MemberBox: Sendable {
        let id: String
        let name: String
        let detail: String
        let isTicked: Bool
    }
}
