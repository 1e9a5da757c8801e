/// After signing in again: a form that had been cut off is sent once more by pressing a button.
struct SendAgainPage: Page {
    let frame: WorkingFrame
    /// Where the form was going.
    let action: String
    /// What it said.
    let hidden: [HiddenField]
}
