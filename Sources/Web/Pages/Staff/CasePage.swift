/// A case at its Updates tab, newest update first.
struct CasePage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let updates: [UpdateItem]
    /// The page of older updates; nil on the last.
    let older: String?
    /// `{path}/updates/new`; nil on a closed case.
    let newUpdate: String?

    /// One update with the menu bar above it.
    struct UpdateItem: Sendable {
        let path: String
        let title: String
        let date: When
        let author: String
        let status: StatusTag
        /// Anything not validated stands out by its outline.
        let isUnvalidated: Bool
        /// The access group.
        let group: String
        /// `3 files, 4.1 MB`; nil without files.
        let files: String?
        /// Only while it is not validated.
        let edit: String?
        /// For an author who may not validate.
        let submit: PostButton?
        /// Where the viewer may validate it.
        let validate: PostButton?
        /// Only when validated.
        let send: String?
        let sends: [SendRow]
    }
}
