/// Replacing a wrong file of a validated update behind its links.
struct ReplacementPage: Page {
    let frame: WorkingFrame
    /// The one that stands there now.
    let file: FileFacts
    let version: String
    let action: String
    let reason: Field
    /// A file input; its value never comes back.
    let files: Field
    /// `2.1 GB`
    let limit: String
    let cancel: String
}
