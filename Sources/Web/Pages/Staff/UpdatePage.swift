/// An update as staff read it, with what was done with it and what can be.
struct UpdatePage: Page {
    let frame: WorkingFrame
    let caseFile: CaseHead
    let title: String
    let status: StatusTag
    let author: String
    let writtenAt: When
    /// The access group, and whose updates of it are.
    let group: String
    let audience: String
    /// Nil unless it was.
    let submitted: Step?
    /// Nil unless it was, and is not validated.
    let returned: ReturnedNotice?
    /// Nil while it is not validated.
    let validated: Step?
    /// Why it can be neither submitted nor validated; nil where nothing stands in the way.
    let unresolved: String?
    /// Anything not validated stands out by its outline.
    let isUnvalidated: Bool
    /// Whether its access group made it permanent, and nobody who may validate.
    let isUnseen: Bool
    /// Sanitised.
    let bodyHTML: String
    let files: [UpdateFile]
    let edit: String?
    let submit: PostButton?
    let validate: PostButton?
    /// Where the viewer may send it back to its author.
    let giveBack: GiveBackForm?
    /// Only when validated.
    let send: String?
    let sends: [SendRow]

    /// Who took it one step further, and when.
    struct Step: Sendable {
        let by: String
        let at: When
    }

    struct GiveBackForm: Sendable {
        let action: String
        let reason: Field
        /// Whether something is wrong with it.
        let isOpen: Bool
    }

    struct UpdateFile: Sendable {
        let facts: FileFacts
        let download: String
        /// Its number; nil while there is one version only.
        let version: String?
        /// Where it is replaced; nil where the viewer cannot.
        let replace: String?
        /// The latest first.
        let earlier: [EarlierVersion]
    }

    /// A version that another one took the place of.
    struct EarlierVersion: Sendable {
        let version: String
        let facts: FileFacts
        let download: String
        /// When that was, who did it, and why.
        let until: When
        let by: String
        let reason: String
    }
}
