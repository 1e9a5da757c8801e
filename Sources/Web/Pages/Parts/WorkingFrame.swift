/// What stands around every page that staff see.
struct WorkingFrame: Sendable {
    let organisation: String
    let theme: Theme?
    let formToken: String
    /// Nil before sign-in: the page then has no navigation.
    let signedIn: SignedIn?
    let flash: Flash?
    let errors: ErrorSummary?
    let assets = Assets.folder
}
