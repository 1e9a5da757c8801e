/// A file that somebody brought for import, until they confirm it or let it be.
package struct ImportRecord: Hashable, Sendable {
    package let id: ID<ImportRecord>
    package let kind: ImportKind
    /// The text of the file; empty once it was imported, after a day, or when its bringer brought another of its kind.
    package let content: String
    package let createdBy: ID<Person>
    package let createdAt: Moment
    package let end: End?

    /// What came of it.
    package struct End: Hashable, Sendable {
        package let at: Moment
        package let added: Int64
        package let changed: Int64
        /// How many people are mailed that they were assigned; none where nobody wanted that.
        package let told: Int64?

        package init(at: Moment, added: Int64, changed: Int64, told: Int64? = nil) {
            self.at = at
            self.added = added
            self.changed = changed
            self.told = told
        }
    }

    package init(
        id: ID<ImportRecord>, kind: ImportKind, content: String, createdBy: ID<Person>, createdAt: Moment,
        end: End? = nil
    ) {
        self.id = id
        self.kind = kind
        self.content = content
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.end = end
    }
}
