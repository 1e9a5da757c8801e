/// A person's part in a case.
package struct Assignment: Hashable, Sendable {
    package let caseFile: ID<CaseFile>
    package let person: ID<Person>
    package let role: AssignmentRole
    /// The one of this role whom others turn to first; each role of a case has one at most.
    package let isPrimary: Bool

    package init(caseFile: ID<CaseFile>, person: ID<Person>, role: AssignmentRole, isPrimary: Bool = false) {
        self.caseFile = caseFile
        self.person = person
        self.role = role
        self.isPrimary = isPrimary
    }
}

/// The roles that a person can have in a case; the words are fixed, pages and interface show them as they stand.
package enum AssignmentRole: String, CaseIterable, Sendable {
    case caseManager = "case manager"
    case investigator
    case employee
    case clientContact = "client contact"
    case affiliateContact = "affiliate contact"

    /// Staff roles are for staff; contact roles for everybody else.
    package var isForStaff: Bool {
        switch self {
        case .caseManager, .investigator, .employee: true
        case .clientContact, .affiliateContact: false
        }
    }
}
