/// What lets a member of staff sign in, and what they may do then.
package struct StaffAccount: Hashable, Sendable {
    package let person: ID<Person>
    package let role: StaffRole
    /// In the text form of `PasswordHash`; none before the first password was set.
    package let passwordHash: String?
    package let disabledAt: Moment?

    package init(person: ID<Person>, role: StaffRole, passwordHash: String?, disabledAt: Moment?) {
        self.person = person
        self.role = role
        self.passwordHash = passwordHash
        self.disabledAt = disabledAt
    }
}

/// What a member of staff answers for.
package enum StaffRole: String, CaseIterable, Sendable {
    case administrator
    case owner
    case manager
    case investigator
    case staff
    case auditor
}
