/// The list of cases, filtered by what stands in its URL.
struct CasesPage: Page {
    let frame: WorkingFrame
    /// `text`
    let text: Field
    /// `state`: open, closed, all.
    let state: ChoiceField
    /// `type`
    let type: ChoiceField
    /// `tag`
    let tag: ChoiceField
    /// `whose`: the viewer's, or all that they see.
    let whose: ChoiceField
    /// `sort`
    let sort: ChoiceField
    /// Whether there is anything to clear.
    let isFiltered: Bool
    /// What is looked for, in words; nil where that is everything.
    let narrowing: String?
    /// `12 cases`; nil where they were not counted.
    let count: String?
    /// `/cases/new`; nil when the viewer may not.
    let new: String?
    /// `/imports/new`; nil when the viewer may not.
    let importing: String?
    /// The same for who is on them.
    let importingAssignments: String?
    /// What the filter lets through, as a CSV file.
    let export: String
    /// Who is on them.
    let exportAssignments: String
    /// Whether every case is the viewer's to see: where the list is empty there is none.
    let seesAll: Bool
    let cases: [CaseRow]
    /// Whether ticked ones can be closed or opened again.
    let isTickable: Bool
    /// The next page of the list; nil on the last.
    let next: String?
}
