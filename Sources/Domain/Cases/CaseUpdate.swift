/// A dated note on a case with attachments: a draft until it is validated, permanent from then on.
package struct CaseUpdate: Hashable, Sendable {
    package let id: ID<CaseUpdate>
    package let caseFile: ID<CaseFile>
    package let title: String
    package let body: UpdateBody
    package let author: ID<Person>
    package let createdAt: Moment
    package let validation: Validation?

    package init(
        id: ID<CaseUpdate>, caseFile: ID<CaseFile>, title: String, body: UpdateBody, author: ID<Person>,
        createdAt: Moment, validation: Validation?
    ) {
        self.id = id
        self.caseFile = caseFile
        self.title = title
        self.body = body
        self.author = author
        self.createdAt = createdAt
        self.validation = validation
    }

    package var state: UpdateState { validation == nil ? .draft : .validated }
}

/// The states of a case update, in the words that pages and interface show.
package enum UpdateState: String, Sendable {
    case draft
    case validated
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

/// Who made an update permanent, and when.
package struct Validation: Hashable, Sendable {
    package let by: ID<Person>
    package let at: Moment

    package init(by: ID<Person>, at: Moment) {
        self.by = by
        self.at = at
    }
}
