/// What importing a file would do, line by line, or what it did.
struct ImportPage: Page {
    let frame: WorkingFrame
    /// `contacts`, `cases` or `assignments`
    let what: String
    /// `12 would be added, 3 changed, 1 is there already.`
    let summary: String
    /// Of what keeps it from being imported.
    let problems: [LineRow]
    /// How many more there are than those shown; nil where all are.
    let moreProblems: String?
    let lines: [LineRow]
    let moreLines: String?
    /// Nil where it cannot be confirmed.
    let confirm: Confirm?
    /// Another file.
    let again: String
    let list: String

    struct Confirm: Sendable {
        let action: String
        let hidden: [HiddenField]
        /// `Import 15 lines`
        let label: String
        /// Whether a mail can tell those whom it is about; nil where it cannot.
        let notice: Notice?

        struct Notice: Sendable {
            let isTicked: Bool
        }
    }

    struct LineRow: Sendable {
        let line: String
        /// The column, or who or what the line is about.
        let title: String
        let words: String
    }
}
