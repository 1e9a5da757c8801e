/// Bringing a CSV file of contacts or cases.
struct ImportFormPage: Page {
    let frame: WorkingFrame
    /// `contacts` or `cases`
    let what: String
    let action: String
    let file: Field
    let columns: [Column]
    /// An empty file with the names of the columns.
    let template: String
    let cancel: String

    struct Column: Sendable {
        let name: String
        let words: String
    }
}
