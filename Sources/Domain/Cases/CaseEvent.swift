/// One dated fact about a case itself; never changed.
package struct CaseEvent: Hashable, Sendable {
    package let kind: CaseEventKind
    package let at: Moment
    /// None where it was not recorded, before such facts were.
    package let actor: ID<Person>?
    /// Who it happened to.
    package let subject: ID<Person>?
    /// What else is known, in words.
    package let detail: String?

    package init(
        _ kind: CaseEventKind, at: Moment, by actor: ID<Person>?, to subject: ID<Person>? = nil, detail: String? = nil
    ) {
        self.kind = kind
        self.at = at
        self.actor = actor
        self.subject = subject
        self.detail = detail
    }
}

/// What can happen to a case itself. The words are fixed: stored, shown and reported as they stand.
package enum CaseEventKind: String, CaseIterable, Sendable {
    case opened
    case changed
    case closed
    case reopened
    case assigned
    case roleChanged = "role changed"
    case madePrimary = "made primary"
    case unassigned
    case retentionChanged = "retention changed"
    case holdPlaced = "hold placed"
    case holdLifted = "hold lifted"

    /// Whether it is about who is on the case.
    package var isAboutPeople: Bool {
        [.assigned, .roleChanged, .madePrimary, .unassigned].contains(self)
    }
}
