/// Asking for a mail with which another password can be chosen.
struct ForgottenPasswordPage: Page {
    let frame: WorkingFrame
    /// `/password-resets`
    let action: String
    let email: Field
}
