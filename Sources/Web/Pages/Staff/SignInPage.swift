/// Where staff sign in.
struct SignInPage: Page {
    let frame: WorkingFrame
    /// `/sign-in`
    let action: String
    let email: Field
    let password: Field
    /// Where to go afterwards, and what a form that was cut off had said.
    let hidden: [HiddenField]
}
