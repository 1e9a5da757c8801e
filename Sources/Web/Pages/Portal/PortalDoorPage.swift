/// Where contacts sign in: one field, whoever comes.
struct PortalDoorPage: Page {
    let frame: ReadingFrame
    /// `/portal/sign-in`
    let action: String
    /// `email`
    let email: Field
}
