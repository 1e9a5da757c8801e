/// Bringing a CSV file of contacts, cases or assignments.
struct ImportFormPage: Page {
    let frame: WorkingFrame
    /// `contacts`, `cases` or `assignments`
    let what: String
    let action: String
    /// What an import of these never does; nil where there is nothing to say.
    let reach: String?
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
