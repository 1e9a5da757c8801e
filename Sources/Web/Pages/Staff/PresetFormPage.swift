/// Making a preset, or changing one.
struct PresetFormPage: Page {
    let frame: WorkingFrame
    let isNew: Bool
    let action: String
    let name: Field
    let group: ChoiceField
    let title: Field
    let body: Field
    let variables: [Variable]
    /// Offers it no more, or again; nil before there is one.
    let archive: PostButton?
    let cancel: String

    struct Variable: Sendable {
        /// `{{Case.reference}}`
        let spelling: String
        let meaning: String
    }
}
