/// A kind of case, from the organisation's own list.
package struct CaseType: Hashable, Sendable {
    package let id: ID<CaseType>
    /// Unique without regard to letter case.
    package let name: String
    package let createdAt: Moment
    /// Set once it is offered for cases no more; those that have it keep it.
    package let archivedAt: Moment?

    package init(id: ID<CaseType>, name: String, createdAt: Moment, archivedAt: Moment? = nil) {
        self.id = id
        self.name = name
        self.createdAt = createdAt
        self.archivedAt = archivedAt
    }

    /// What two spellings of one name have in common.
    package var key: String { Self.key(of: name) }

    /// What every spelling of this name has in common.
    package static func key(of name: String) -> String { name.withoutCase }
}
