/// An update as staff read it, with what was done with it and what can be.
struct UpdatePage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let title: String
    let status: StatusTag
    let author: String
    let writtenAt: When
    /// Nil while it is not validated.
    let validated: Validated?
    /// Sanitised.
    let bodyHTML: String
    let files: [UpdateFile]
    let edit: String?
    let validate: PostButton?
    let giveBack: PostButton?
    /// Only when validated.
    let send: String?
    let sends: [SendRow]

    struct Validated: Sendable {
        let by: String
        let at: When
    }

    struct UpdateFile: Sendable {
        let facts: FileFacts
        let download: String
    }
}
