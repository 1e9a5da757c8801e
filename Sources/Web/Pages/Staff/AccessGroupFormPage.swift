/// Making an access group, or changing one.
struct AccessGroupFormPage: Page {
    let frame: WorkingFrame
    let isNew: Bool
    let action: String
    let name: Field
    /// Form name `audience`, one value a box.
    let staffRoles: [RoleBox]
    let contactRoles: [RoleBox]
    /// `validation`
    let validation: Bool
    /// `documents`
    let documents: Bool
    /// `verification`: whether the dialog to send begins with identity verification ticked.
    let verification: Bool
    /// Where it is used; nil before there is one.
    let usage: String?
    /// Takes it out of the choice, or back into it; nil where that cannot be.
    let archive: PostButton?
    let cancel: String

    struct RoleBox: Sendable {
        let id: String
        let value: String
        let isTicked: Bool
    }
}
