/// Says what closing a colleague's account ends, and asks before it does.
struct AccountClosingPage: Page {
    let frame: WorkingFrame
    let name: String
    /// `2 sessions`
    let sessions: String
    /// `1 token`
    let tokens: String
    /// Whether an invitation could still be accepted.
    let isInvited: Bool
    /// `/people/{person}/closure`
    let action: String
    let cancel: String
}
