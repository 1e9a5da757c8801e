/// The organisation's words of one mail, with how it looks.
struct MailTemplatePage: Page {
    let frame: WorkingFrame
    let name: String
    /// Carries the version that was read.
    let action: String
    /// `{path}/preview`
    let previewAction: String
    /// Nil where the subject is always the same.
    let subject: Field?
    let opening: Field
    let closing: Field
    let variables: [Variable]
    /// Said where mails of this kind do not go out as things stand.
    let unused: String?
    let preview: Preview
    /// Mails it to the viewer.
    let test: PostButton
    /// Nil where it is as shipped.
    let ship: PostButton?
    let changes: [Change]

    struct Variable: Sendable {
        /// `{{Case.reference}}`
        let spelling: String
        let meaning: String
    }

    struct Preview: Sendable {
        let subject: String
        let text: String
        let source: String
        /// The HTML part as it is saved; nil of words that are not.
        let html: String?
    }

    struct Change: Sendable {
        let when: When
        let by: String
        let subject: String?
        let opening: String?
        let closing: String?
    }
}
