/// The signed-in person's own account: password, open sessions and tokens of programs.
struct AccountPage: Page {
    let frame: WorkingFrame
    let name: String
    let email: String
    let role: String
    /// `/account/password`
    let action: String
    /// `current`
    let current: Field
    /// `password`
    let password: Field
    let sessions: [SessionRow]
    let tokens: [TokenRow]

    struct SessionRow: Sendable {
        /// In words: `Firefox on Windows`.
        let browser: String
        let address: String
        let startedAt: When
        let seenAt: When
        let isThis: Bool
        /// Nil for this one, which is ended by signing out.
        let end: PostButton?
    }
}
