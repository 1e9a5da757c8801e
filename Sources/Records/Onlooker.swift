package import Domain

/// For whose eyes a list is made, as far as statements can tell.
package struct Onlooker: Hashable, Sendable {
    package let person: ID<Person>
    /// Also those that one is not assigned to.
    package let seesEveryCase: Bool
    /// What access groups ask for; none for those who see the updates of each.
    package let audienceRole: AudienceRole?
    /// Updates that nobody has validated, on whatever case one sees.
    package let seesUnvalidated: Bool

    package init(_ person: ID<Person>, _ rights: Rights) {
        self.person = person
        seesEveryCase = rights.seesEveryCase
        audienceRole = rights.audienceRole
        seesUnvalidated = rights.maySeeUnvalidated(assigned: nil)
    }
}
