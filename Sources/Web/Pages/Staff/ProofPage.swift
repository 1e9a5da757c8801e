/// Asks who is at the keyboard before a dangerous act.
struct ProofPage: Page {
    let frame: WorkingFrame
    /// `/account/proof`
    let action: String
    let password: Field
    /// Nil where no second factor is set up.
    let code: Field?
    /// Where the act goes on, and what its form said.
    let hidden: [HiddenField]
    let cancel: String
}
