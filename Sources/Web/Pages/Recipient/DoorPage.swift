/// What a protected link shows before the visitor is verified: one field, and nothing about what lies behind.
struct DoorPage: Page {
    let frame: ReadingFrame
    /// `{path}/challenge`
    let action: String
    /// `email`
    let email: Field
}
