/// A stored beginning of case updates: title and text with variables, offered where its access group is chosen.
package struct Preset: Hashable, Sendable {
    package let id: ID<Preset>
    /// Unique.
    package let name: String
    package let accessGroup: ID<AccessGroup>
    /// With variables, as typed.
    package let title: String
    /// In Markdown, with variables, as typed.
    package let body: String
    package let createdAt: Moment
    /// Set once it is offered no more.
    package let archivedAt: Moment?

    package init(
        id: ID<Preset>, name: String, accessGroup: ID<AccessGroup>, title: String, body: String, createdAt: Moment,
        archivedAt: Moment? = nil
    ) {
        self.id = id
        self.name = name
        self.accessGroup = accessGroup
        self.title = title
        self.body = body
        self.createdAt = createdAt
        self.archivedAt = archivedAt
    }
}
