/// What a verified visitor sees: the file of the link first, then the others of the same update.
struct FilePage: Page {
    let frame: ReadingFrame
    /// The file this link was made for; nil on a link to the text of an update without files.
    let file: FileOffer?
    let others: [FileOffer]
    /// Title, text and note, where the send includes them.
    let update: UpdateText?
    /// The address that was verified: in full only if it was typed in this browser.
    let verifiedAs: String
    /// The name of somebody who is signed in to the portal; nil for everybody else.
    var signedInAs: String?
    /// `{path}/misdelivery`
    let misdelivery: String
    /// Letting somebody else in; nil where that is not for this visitor.
    var letIn: LetIn?

    struct LetIn: Sendable {
        /// `{path}/delegates`
        let path: String
        /// Whom they asked for.
        let delegates: [DelegateRow]
    }

    struct UpdateText: Sendable {
        let title: String
        let date: When
        /// The paragraphs of the additional note.
        let note: [String]
        /// Sanitised.
        let bodyHTML: String
    }
}

/// A file that this visitor may take, or a word on why not.
struct FileOffer: Sendable {
    let facts: FileFacts
    let availableUntil: When
    /// When it was last downloaded completely through this link.
    let downloaded: When?
    /// `{path}/download`; nil when it cannot be taken now.
    let download: String?
    /// Withdrawn, expired, or still being checked.
    let obstacle: StatusTag?
}
