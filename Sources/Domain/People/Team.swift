/// Members of staff under one name: a team that works together, or a circle that reaches across teams. A circle differs from a team
/// in its word alone.
package struct Team: Hashable, Sendable {
    package let id: ID<Team>
    /// Unique without regard to letter case.
    package let name: String
    package let kind: TeamKind
    /// Each once.
    package let members: [ID<Person>]
    /// Goes up with each change: what a form has to have seen.
    package let version: Int64
    package let createdAt: Moment
    /// Set once it is offered no more; it adds nobody to anything then.
    package let archivedAt: Moment?

    package init(
        id: ID<Team>, name: String, kind: TeamKind, members: [ID<Person>], version: Int64, createdAt: Moment,
        archivedAt: Moment? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.members = members
        self.version = version
        self.createdAt = createdAt
        self.archivedAt = archivedAt
    }

    /// What two spellings of one name have in common.
    package var key: String { Self.key(of: name) }

    /// What every spelling of this name has in common.
    package static func key(of name: String) -> String { name.withoutCase }
}

/// What members of staff under one name have in common.
package enum TeamKind: String, CaseIterable, Sendable {
    /// They work together.
    case team
    /// They come from several teams.
    case circle
}
