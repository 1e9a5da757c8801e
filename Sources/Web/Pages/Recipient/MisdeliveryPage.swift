/// The question before somebody reports that a message was not meant for them.
struct MisdeliveryPage: Page {
    let frame: ReadingFrame
    /// `{path}/misdelivery`
    let action: String
    /// With a grant, mail to the address stops too; without one the report only reaches staff.
    let stopsMail: Bool
    /// `{path}`
    let back: String
}
