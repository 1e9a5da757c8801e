/// Shown for a moment on the way to the organisation's sign-in service; the link is for browsers that do not go by themselves.
struct ProviderGoingPage: Page {
    let frame: WorkingFrame
    let name: String
    /// Where the service signs people in.
    let address: String
    let cancel: String
}
