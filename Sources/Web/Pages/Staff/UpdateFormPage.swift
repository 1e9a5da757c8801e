/// Writing an update. Every button saves the text first.
struct UpdateFormPage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let isNew: Bool
    /// The button pressed comes as `then`: save, submit, validate, preview or presets; the script says autosave.
    let action: String
    /// `group`
    let group: ChoiceField
    /// Those of the chosen access group; the button of one comes as `preset`.
    let presets: [PresetChoice]
    /// Whether there are any, of whatever group.
    let offersPresets: Bool
    let title: Field
    let body: Field
    /// Whether it is typed in Markdown, and not in the HTML that a program sent.
    let isMarkdown: Bool
    /// Whether something typed stands nowhere but here.
    let isUnsaved: Bool
    /// Nil until it was saved once.
    let savedAt: When?
    /// Why it was sent back to its author; nil if it was not.
    let returned: ReturnedNotice?
    /// What somebody else saved since this form was opened; nil if nobody did.
    let newer: Newer?
    /// Nil unless it was asked for.
    let preview: Preview?
    let maySubmit: Bool
    let mayValidate: Bool
    /// Nil until it was saved once: files need an update to belong to.
    let files: Files?
    let cancel: String

    struct Files: Sendable {
        /// Takes `files` as `multipart/form-data`, and answers 303.
        let action: String
        /// Takes one raw body by POST, its name percent-encoded in `X-File-Name`, the form token in `X-Form-Token`.
        let rawAction: String
        let list: [AttachedFile]
        /// `Up to 20 files of 2 GB each.`
        let limits: String
        /// Bytes that a file can have, for the page's script.
        let largest: String
        /// Each file that was not taken in, with what helps.
        let refused: [String]
    }

    struct PresetChoice: Sendable {
        let id: String
        let name: String
    }

    struct Preview: Sendable {
        /// Sanitised.
        let bodyHTML: String
    }

    struct Newer: Sendable {
        let title: String
        let group: String
        /// As typed.
        let text: String
        let savedAt: When
        /// Where one goes on with this text, and without one's own.
        let take: String
    }

    struct AttachedFile: Sendable {
        let facts: FileFacts
        let remove: PostButton
    }
}
