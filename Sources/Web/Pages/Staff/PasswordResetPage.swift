/// What the mailed link leads to: choosing another password.
struct PasswordResetPage: Page {
    let frame: WorkingFrame
    let action: String
    let email: String
    let password: Field
}
