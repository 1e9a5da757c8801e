/// What the link of an invitation leads to: the invited person chooses a password.
struct InvitationPage: Page {
    let frame: WorkingFrame
    let organisation: String
    let action: String
    let email: String
    let until: When
    let name: Field
    let password: Field
}
