/// Asks who is at the keyboard before a dangerous act.
struct ProofPage: Page {
    let frame: WorkingFrame
    /// Nil for somebody who has no account at the organisation's sign-in service.
    let provider: Provider?
    /// Nil for somebody who has no password.
    let way: PasswordWay?
    /// Where the act goes on, and what its form said.
    let hidden: [HiddenField]
    let cancel: String

    /// The form that leads to the sign-in service.
    struct Provider: Sendable {
        let name: String
        /// `/account/proof/provider`
        let action: String
        /// Nil where no second factor of ours is asked for besides.
        let code: Field?
    }

    /// The form for the password.
    struct PasswordWay: Sendable {
        /// `/account/proof`
        let action: String
        let password: Field
        /// Nil where no second factor is set up.
        let code: Field?
    }
}
