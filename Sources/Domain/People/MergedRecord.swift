/// A record of a person that became a part of another one.
package struct MergedRecord: Hashable, Sendable {
    package let id: ID<Person>
    /// What it was called.
    package let name: String
    package let at: Moment
    package let by: ID<Person>?

    package init(id: ID<Person>, name: String, at: Moment, by: ID<Person>?) {
        self.id = id
        self.name = name
        self.at = at
        self.by = by
    }
}
