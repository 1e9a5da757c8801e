package import Domain

/// What makes one letter this letter: to whom, under which name, when.
package struct LetterStamp: Hashable, Sendable {
    package let to: EmailAddress
    /// 1 to 64 ASCII letters, digits, `-` and `_`: the id of the outbox row, so that a letter keeps its Message-ID when
    /// it is sent again.
    package let id: String
    package let date: Moment
    /// Ids of earlier letters it belongs to, oldest first.
    package let references: [String]

    package init(to: EmailAddress, id: String, date: Moment, references: [String] = []) {
        self.to = to
        self.id = id
        self.date = date
        self.references = references
    }
}
