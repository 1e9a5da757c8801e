/// Where staff sign in.
struct SignInPage: Page {
    let frame: WorkingFrame
    /// Nil where the organisation has no sign-in service of its own.
    let provider: ProviderButton?
    /// Nil where no passwords are taken.
    let way: PasswordWay?
    /// Where to go afterwards, and what a form that was cut off had said.
    let hidden: [HiddenField]

    /// The form for address and password.
    struct PasswordWay: Sendable {
        /// `/sign-in`
        let action: String
        let email: Field
        let password: Field
    }
}
