/// A dated note on a case with attachments: written, submitted, perhaps returned, and permanent once it is validated.
package struct CaseUpdate: Hashable, Sendable {
    package let id: ID<CaseUpdate>
    package let caseFile: ID<CaseFile>
    package let title: String
    package let body: UpdateBody
    package let author: ID<Person>
    package let createdAt: Moment
    /// Decides who may see it; its attachments have the same.
    package let accessGroup: ID<AccessGroup>
    /// Nil again once it was returned.
    package let submission: Submission?
    /// The last time it was sent back, also after it was submitted again.
    package let giveBack: GiveBack?
    package let validation: Validation?

    package init(
        id: ID<CaseUpdate>, caseFile: ID<CaseFile>, title: String, body: UpdateBody, author: ID<Person>,
        createdAt: Moment, accessGroup: ID<AccessGroup> = AccessGroup.standard, submission: Submission? = nil,
        giveBack: GiveBack? = nil, validation: Validation?
    ) {
        self.id = id
        self.caseFile = caseFile
        self.title = title
        self.body = body
        self.author = author
        self.createdAt = createdAt
        self.accessGroup = accessGroup
        self.submission = submission
        self.giveBack = giveBack
        self.validation = validation
    }

    package var state: UpdateState {
        if validation != nil { return .validated }
        if submission != nil { return .submitted }
        return giveBack == nil ? .draft : .returned
    }
}

/// The text of an update as it was typed; sanitised each time it is shown (MH-01).
package struct UpdateBody: Hashable, Sendable {
    package let text: String
    package let format: Format

    /// How the text was typed.
    package enum Format: String, Sendable {
        case markdown
        case html
    }

    /// At most 256 KiB.
    package init(reading text: String, format: Format) throws(Malformed) {
        guard text.utf8.count <= 262_144 else { throw Malformed("body", "Use at most 256 KiB of text.") }
        guard !text.unicodeScalars.contains("\0") else { throw Malformed("body", "Remove the null characters.") }
        self.text = text
        self.format = format
    }
}
