/// Inviting a colleague by name, address and role.
struct InvitationFormPage: Page {
    let frame: WorkingFrame
    /// `/invitations`
    let action: String
    let name: Field
    let email: Field
    let role: ChoiceField
    let cancel: String
}
