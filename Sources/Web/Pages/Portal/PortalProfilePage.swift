/// What the organisation knows of whoever is signed in to the portal, and where they are signed in.
struct PortalProfilePage: Page {
    let frame: ReadingFrame
    let name: String
    /// The one they sign in with.
    let address: String
    let others: [String]
    /// Whether updates are mailed, too.
    let mail: ChoiceField
    let sessions: [SessionRow]
}
