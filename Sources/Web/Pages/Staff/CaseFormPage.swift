/// Opening a case, or changing its reference and title.
struct CaseFormPage: Page {
    let frame: WorkingFrame
    let isNew: Bool
    let action: String
    let reference: Field
    let title: Field
    let cancel: String
}
