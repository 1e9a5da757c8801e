/// Making a case type, or giving one another name.
struct CaseTypeFormPage: Page {
    let frame: WorkingFrame
    let isNew: Bool
    let action: String
    let name: Field
    /// Takes it out of the choice, or back into it; nil before there is one.
    let archive: PostButton?
    let cancel: String
}
