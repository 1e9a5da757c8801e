/// Making two records of one person into one: first which other one, then both beside each other.
struct MergePage: Page {
    let frame: WorkingFrame
    let name: String
    /// The page of the person whose record stays.
    let person: String
    /// `/people/{id}/merge`
    let action: String
    /// `text`: looks for the other record.
    let text: Field
    /// Those found, without the one that stays.
    let found: [Candidate]
    /// Whether somebody was looked for.
    let hasLooked: Bool
    /// Both records; nil while the other one is not chosen.
    let comparison: Comparison?

    struct Candidate: Sendable {
        /// This page with the candidate as the other record.
        let path: String
        let name: String
        /// Kind and address.
        let detail: String
    }

    struct Comparison: Sendable {
        let goneName: String
        let rows: [Row]
        /// Merges; nil where something keeps them from it.
        let merge: PostButton?
        /// What keeps them from it; nil where nothing does.
        let obstacle: String?
        /// The same with the other one as the record that stays; nil where that one cannot.
        let swap: String?
    }

    /// The same thing of both.
    struct Row: Sendable {
        let label: String
        let kept: String
        let gone: String
    }
}
