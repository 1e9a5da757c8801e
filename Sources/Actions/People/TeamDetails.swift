package import Domain

/// What somebody says about a team.
package struct TeamDetails: Hashable, Sendable {
    let name: String
    let kind: TeamKind
    /// Each once.
    let members: [ID<Person>]

    /// At most 500 members; a team may be empty.
    package init(name: String, kind: TeamKind, members: [ID<Person>]) throws(Malformed) {
        self.name = try Typed.line(name, field: "name", limit: 60)
        self.kind = kind
        var seen: Set<ID<Person>> = []
        self.members = members.filter { seen.insert($0).inserted }
        guard self.members.count <= 500 else { throw Malformed("members", "Choose at most 500 members.") }
    }
}
