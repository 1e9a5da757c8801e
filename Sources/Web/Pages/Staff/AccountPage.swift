/// The signed-in person's own account: password, open sessions and tokens of programs.
struct AccountPage: Page {
    let frame: WorkingFrame
    let name: String
    let email: String
    /// The address that an administrator wants the account to have; nil while there is none.
    let awaited: String?
    let role: String
    /// Whether an authenticator app is set up.
    let hasFactor: Bool
    /// `/account/password`
    let action: String
    /// `current`
    let current: Field
    /// `password`
    let password: Field
    let sessions: [SessionRow]
    let tokens: [TokenRow]
}
