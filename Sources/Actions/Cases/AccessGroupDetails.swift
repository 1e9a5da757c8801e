package import Domain

/// What somebody says about an access group.
package struct AccessGroupDetails: Hashable, Sendable {
    let name: String
    let audience: Set<AudienceRole>
    let requiresValidation: Bool
    let isPartOfDocuments: Bool
    let asksForCode: Bool

    package init(
        name: String, audience: Set<AudienceRole>, requiresValidation: Bool, isPartOfDocuments: Bool,
        asksForCode: Bool = false
    ) throws(Malformed) {
        self.name = try Typed.line(name, field: "name", limit: 60)
        self.audience = audience
        self.requiresValidation = requiresValidation
        self.isPartOfDocuments = isPartOfDocuments
        self.asksForCode = asksForCode
    }

    func group(_ id: ID<AccessGroup>, createdAt: Moment) -> AccessGroup {
        AccessGroup(
            id: id, name: name, audience: audience, requiresValidation: requiresValidation,
            isPartOfDocuments: isPartOfDocuments, asksForCode: asksForCode, createdAt: createdAt)
    }
}
