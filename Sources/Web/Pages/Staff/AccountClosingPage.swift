/// Says what closing a colleague's account ends, and asks before it does.
struct AccountClosingPage: Page {
    let frame: WorkingFrame
    let name: String
    /// A sentence on how many sessions end.
    let sessions: String
    /// A sentence on how many tokens are revoked.
    let tokens: String
    /// Whether an invitation could still be accepted.
    let isInvited: Bool
    /// `/people/{person}/closure`
    let action: String
    let cancel: String
}
