/// Everything that keeps a form from being accepted.
struct ErrorSummary: Sendable {
    let problems: [Problem]

    /// One refusal: the id of an input on the page and what to do.
    struct Problem: Sendable {
        let field: String
        let message: String
    }

    /// Nil when nothing is wrong, so that the page has no summary.
    init?(_ problems: [Problem]) {
        guard !problems.isEmpty else { return nil }
        self.problems = problems
    }

    init?(fields: [Field]) {
        self.init(fields.compactMap { field in field.error.map { Problem(field: field.id, message: $0) } })
    }
}
