/// Who asked for the validation of an update, and when.
package struct Submission: Hashable, Sendable {
    package let by: ID<Person>
    package let at: Moment

    package init(by: ID<Person>, at: Moment) {
        self.by = by
        self.at = at
    }
}

/// Who sent a submitted update back to its author, when, and why.
package struct GiveBack: Hashable, Sendable {
    package let by: ID<Person>
    package let at: Moment
    package let reason: String

    package init(by: ID<Person>, at: Moment, reason: String) {
        self.by = by
        self.at = at
        self.reason = reason
    }

    /// What somebody typed as the reason: at most 2,000 characters, of four code points each on average.
    package static func reason(reading typed: String) throws(Malformed) -> String {
        try ReasonText(reading: typed, limit: 2000, asking: "Say what is to be changed.").text
    }
}

/// Who made an update permanent, and when.
package struct Validation: Hashable, Sendable {
    package let by: ID<Person>
    package let at: Moment
    /// Whether nobody looked at it: its access group needs no validation, and submitting it was enough.
    package let isAutomatic: Bool

    package init(by: ID<Person>, at: Moment, isAutomatic: Bool = false) {
        self.by = by
        self.at = at
        self.isAutomatic = isAutomatic
    }
}

/// The states of a case update, in the words that pages and interface show.
package enum UpdateState: String, CaseIterable, Sendable {
    case draft
    /// Waits for somebody who may validate.
    case submitted
    /// Sent back to its author with a reason; to be submitted again.
    case returned
    /// Permanent, and sendable.
    case validated
}
