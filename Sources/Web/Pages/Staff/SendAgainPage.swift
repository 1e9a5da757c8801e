/// After signing in again, or proving who one is: a form that had been held up is sent once more by pressing a button.
struct SendAgainPage: Page {
    let frame: WorkingFrame
    /// Where the form was going.
    let action: String
    /// What it said.
    let hidden: [HiddenField]
    let cancel: String
    /// Whether it was held up for proof; else the sign-in had ended.
    let isProof: Bool
    /// `password`, where the form had one: passwords are not kept.
    let password: Field?
}
