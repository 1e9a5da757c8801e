/// A case at its Files tab: every file of its updates, the newest first.
struct CaseFilesPage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let files: [File]
    let next: String?

    struct File: Sendable {
        let path: String
        let name: String
        /// `version 2`; nil for the only one.
        let version: String?
        /// Nil unless another version took its place.
        let replaced: StatusTag?
        let size: String
        let added: When
        /// Nil where it was not recorded.
        let by: String?
        let update: String
        let updatePath: String
        /// Nil once it is validated.
        let updateStatus: StatusTag?
        /// The access group.
        let group: String
    }
}
