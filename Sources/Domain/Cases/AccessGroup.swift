/// A label on case updates that decides which roles may see them, and whether somebody has to validate them.
package struct AccessGroup: Hashable, Sendable {
    package let id: ID<AccessGroup>
    /// Unique.
    package let name: String
    package let audience: Set<AudienceRole>
    /// Off: whoever submits an update of this group makes it permanent at once.
    package let requiresValidation: Bool
    /// Whether its updates belong into documents made of a case.
    package let isPartOfDocuments: Bool
    /// Whether links to its updates open only after a mailed code, unless a sender says otherwise.
    package let asksForCode: Bool
    package let createdAt: Moment
    /// Set once it is offered for new updates no more; those that carry it keep it.
    package let archivedAt: Moment?

    package init(
        id: ID<AccessGroup>, name: String, audience: Set<AudienceRole>, requiresValidation: Bool,
        isPartOfDocuments: Bool, asksForCode: Bool, createdAt: Moment, archivedAt: Moment? = nil
    ) {
        self.id = id
        self.name = name
        self.audience = audience
        self.requiresValidation = requiresValidation
        self.isPartOfDocuments = isPartOfDocuments
        self.asksForCode = asksForCode
        self.createdAt = createdAt
        self.archivedAt = archivedAt
    }

    /// Whether its updates are for this role of staff.
    package func isFor(_ role: StaffRole) -> Bool { AudienceRole(role).map(audience.contains) ?? true }

    /// The group that an update has where nobody chose one; it cannot be archived.
    package static let standard = ID<AccessGroup>(high: 0, low: 1)
}

/// A role that an access group lets in or keeps out: of staff accounts, and of contacts on the case. Administrators and
/// owners keep the groups, and see the updates of each.
package enum AudienceRole: String, CaseIterable, Sendable {
    case manager
    case investigator
    case staff
    case auditor
    case clientContact = "client contact"
    case affiliateContact = "affiliate contact"

    /// Of a staff account; none for those who see every group.
    package init?(_ role: StaffRole) {
        switch role {
        case .administrator, .owner: return nil
        case .manager: self = .manager
        case .investigator: self = .investigator
        case .staff: self = .staff
        case .auditor: self = .auditor
        }
    }

    /// Of a contact on a case; none for staff, whose account decides.
    package init?(_ role: AssignmentRole) {
        switch role {
        case .caseManager, .investigator, .employee: return nil
        case .clientContact: self = .clientContact
        case .affiliateContact: self = .affiliateContact
        }
    }

    /// Whether it is a role of staff accounts.
    package var isForStaff: Bool { self != .clientContact && self != .affiliateContact }
}
