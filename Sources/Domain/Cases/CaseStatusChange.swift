/// One act that closes, or opens again, several cases.
package struct CaseStatusChange: Hashable, Sendable {
    package let id: ID<CaseStatusChange>
    package let person: ID<Person>
    package let status: CaseStatus
    package let at: Moment
    /// In the order in which they were chosen.
    package let items: [Item]

    /// How many cases one act takes.
    package static let most = 200

    /// What became of one of them.
    package struct Item: Hashable, Sendable {
        package let caseFile: ID<CaseFile>
        package let outcome: Outcome

        package init(caseFile: ID<CaseFile>, outcome: Outcome) {
            self.caseFile = caseFile
            self.outcome = outcome
        }
    }

    /// The words are fixed: stored and reported as they stand.
    package enum Outcome: String, CaseIterable, Sendable {
        case done
        /// It had this status before.
        case alreadySo = "already so"
        /// There is no such case for this person.
        case notFound = "not found"
    }

    package init(id: ID<CaseStatusChange>, person: ID<Person>, status: CaseStatus, at: Moment, items: [Item]) {
        self.id = id
        self.person = person
        self.status = status
        self.at = at
        self.items = items
    }
}
