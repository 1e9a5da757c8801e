/// Opening a case, or changing what is said about it.
struct CaseFormPage: Page {
    let frame: WorkingFrame
    let isNew: Bool
    let action: String
    let reference: Field
    let title: Field
    /// `type`: of the organisation's list, or none.
    let type: ChoiceField
    /// `tags`, with commas between them.
    let tags: Field
    /// `verification`: whether the dialog to send begins with identity verification ticked.
    let verification: Bool
    let verificationError: String?
    let cancel: String
}
