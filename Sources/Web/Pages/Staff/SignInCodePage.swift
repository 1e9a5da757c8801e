/// Where a sign-in whose password was right asks for the second factor.
struct SignInCodePage: Page {
    let frame: WorkingFrame
    /// `/sign-in/code`
    let action: String
    let code: Field
    /// Where to go afterwards, and what a form that was cut off had said.
    let hidden: [HiddenField]
}
