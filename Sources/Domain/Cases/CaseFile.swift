/// The matter that people are assigned to and updates are written about.
package struct CaseFile: Hashable, Sendable {
    package let id: ID<CaseFile>
    /// The organisation's own number for it; unique.
    package let reference: String
    package let title: String
    package let status: CaseStatus
    package let createdAt: Moment
    /// From the organisation's list; none where nobody said what kind of case it is.
    package let type: ID<CaseType>?
    package let retention: CaseRetention
    /// Whether links to its updates open only after a mailed code, unless a sender says otherwise.
    package let asksForCode: Bool

    package init(
        id: ID<CaseFile>, reference: String, title: String, status: CaseStatus, createdAt: Moment,
        type: ID<CaseType>? = nil, retention: CaseRetention = CaseRetention(), asksForCode: Bool
    ) {
        self.id = id
        self.reference = reference
        self.title = title
        self.status = status
        self.createdAt = createdAt
        self.type = type
        self.retention = retention
        self.asksForCode = asksForCode
    }
}

/// Whether work on a case goes on. A closed one is read-only; its links live on until they expire.
package enum CaseStatus: String, CaseIterable, Sendable {
    case open
    case closed
}
