/// After signing out, for whoever had come from the organisation's sign-in service.
struct SignedOutPage: Page {
    let frame: WorkingFrame
    let name: String
    /// Where the service signs people out; nil where it does not, or cannot be asked.
    let address: String?
}
