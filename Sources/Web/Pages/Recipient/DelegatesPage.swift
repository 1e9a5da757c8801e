/// Where a recipient asks for somebody else to be let in, and sees what became of it.
struct DelegatesPage: Page {
    let frame: ReadingFrame
    /// Whom they asked for, in that order.
    let delegates: [DelegateRow]
    /// Nil where so many requests wait that there cannot be another.
    let form: Form?
    /// `{path}`
    let back: String

    struct Form: Sendable {
        /// `{path}/delegates`
        let action: String
        let name: Field
        let email: Field
        let reason: Field
    }
}
