/// What the link in the mail about a locked account leads to: one button ends the lock.
struct UnlockingPage: Page {
    let frame: WorkingFrame
    let action: String
    /// `/password-resets/new`
    let reset: String
}
