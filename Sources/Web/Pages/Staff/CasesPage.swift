/// The list of cases, filtered by what stands in its URL.
struct CasesPage: Page {
    let frame: WorkingFrame
    /// `text`
    let text: Field
    /// `state`: open, closed, all.
    let state: ChoiceField
    /// Tells an empty filter from an empty service.
    let isFiltered: Bool
    /// `/cases/new`; nil when the viewer may not.
    let new: String?
    /// `/imports/new`; nil when the viewer may not.
    let importing: String?
    /// What the filter lets through, as a CSV file.
    let export: String
    let cases: [CaseRow]
    /// The next page of the list; nil on the last.
    let next: String?
}
