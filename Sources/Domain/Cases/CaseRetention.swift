/// How long a case is kept after it was closed, and what keeps it longer.
package struct CaseRetention: Hashable, Sendable {
    /// Set while the case is closed; none also where it was closed before this was recorded.
    package let closedAt: Moment?
    /// The case's own period; none: the organisation's holds.
    package let months: RetentionMonths?
    /// While there is one, nothing of the case goes, however long ago it was closed.
    package let hold: LegalHold?

    package init(closedAt: Moment? = nil, months: RetentionMonths? = nil, hold: LegalHold? = nil) {
        self.closedAt = closedAt
        self.months = months
        self.hold = hold
    }

    /// When the period ends, hold or not; none while the case is open, and where neither case nor organisation has one.
    package func due(standard: RetentionMonths?) -> Moment? {
        guard let closedAt, let months = months ?? standard else { return nil }
        return closedAt.adding(months: months.count)
    }
}

/// A length of time in months of the calendar.
package struct RetentionMonths: Hashable, Sendable {
    package let count: Int64

    package static let bounds: ClosedRange<Int64> = 1...1200

    package init(_ count: Int64) throws(Malformed) {
        guard Self.bounds.contains(count) else {
            throw Malformed("months", "Use a whole number of months from 1 to 1200.")
        }
        self.count = count
    }

    /// One stored before.
    package init(stored count: Int64) {
        self.count = min(max(count, Self.bounds.lowerBound), Self.bounds.upperBound)
    }

    /// What somebody typed; none for an empty field.
    package static func reading(_ typed: String) throws(Malformed) -> RetentionMonths? {
        let text = typed.trimmed
        guard !text.isEmpty else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int64(text) else {
            throw Malformed("months", "Use a whole number of months from 1 to 1200.")
        }
        return try RetentionMonths(count)
    }

    /// `84 months (7 years)`
    package var words: String {
        let months = count == 1 ? "1 month" : "\(count) months"
        guard count >= 12, count % 12 == 0 else { return months }
        return "\(months) (\(count == 12 ? "1 year" : "\(count / 12) years"))"
    }
}

/// Why and since when nothing of a case may go.
package struct LegalHold: Hashable, Sendable {
    package let by: ID<Person>
    package let at: Moment
    package let reason: String

    package init(by: ID<Person>, at: Moment, reason: String) {
        self.by = by
        self.at = at
        self.reason = reason
    }

    /// What somebody typed as the reason: at most 500 characters, of four code points each on average.
    package static func reason(reading typed: String) throws(Malformed) -> String {
        try ReasonText(reading: typed, limit: 500, asking: "Give a reason for the hold.").text
    }
}
