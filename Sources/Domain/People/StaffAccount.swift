/// What lets a member of staff sign in, and what they may do then.
package struct StaffAccount: Hashable, Sendable {
    package let person: ID<Person>
    package let role: StaffRole
    /// In the text form of `PasswordHash`; none before the first password was set.
    package let passwordHash: String?
    package let disabledAt: Moment?
    /// What the role may do, as the organisation said when the account was looked up.
    package let permissions: Set<Permission>

    package init(
        person: ID<Person>, role: StaffRole, passwordHash: String?, disabledAt: Moment?,
        permissions: Set<Permission>? = nil
    ) {
        self.person = person
        self.role = role
        self.permissions = permissions ?? RolePermissions.shipped[role]
        self.passwordHash = passwordHash
        self.disabledAt = disabledAt
    }

    /// What whoever signs in by it may do.
    package var rights: Rights { Rights(of: role, permissions) }
}

/// What a member of staff answers for.
package enum StaffRole: String, CaseIterable, Sendable {
    case administrator
    case owner
    case manager
    case investigator
    case staff
    case auditor

    /// Whether it keeps accounts, roles and what roles may do. Nobody can take that from it, so that somebody always can.
    package var administers: Bool { self == .administrator || self == .owner }
}
