package import Domain
import SQL

/// For whose eyes a list is made, as far as statements can tell.
package struct Onlooker: Hashable, Sendable {
    package let person: ID<Person>
    /// Also those that one is not assigned to.
    package let seesEveryCase: Bool
    /// What access groups ask for; none for those who see the updates of each.
    package let audienceRole: AudienceRole?
    /// The roles on a case that show its unvalidated updates; none for those who see them on each case.
    package let draftRoles: [AssignmentRole]?

    package init(_ person: ID<Person>, _ rights: Rights) {
        self.person = person
        seesEveryCase = rights.seesEveryCase
        audienceRole = rights.audienceRole
        let seesEach = rights.maySeeUnvalidated(assigned: nil)
        draftRoles = seesEach ? nil : AssignmentRole.allCases.filter { rights.maySeeUnvalidated(assigned: $0) }
    }
}

extension Onlooker {
    /// A condition on `cases`: those that are for these eyes.
    var seesCase: Statement {
        seesEveryCase
            ? "cases.id IS NOT NULL" : "cases.id IN (SELECT case_id FROM assignments WHERE person_id = \(person))"
    }

    /// A condition on `case_updates` of cases that are for these eyes: one's own, and those that access group and validation
    /// let one see. What `UpdateSight` decides for one update, decided for many.
    var seesUpdate: Statement {
        var rules: Statement = "case_updates.id IS NOT NULL"
        if let audienceRole {
            rules = """
                \(rules) AND case_updates.access_group_id IN
                    (SELECT group_id FROM access_group_roles WHERE role = \(audienceRole.rawValue))
                """
        }
        if let draftRoles {
            rules = """
                \(rules) AND (case_updates.validated_at IS NOT NULL OR case_updates.case_id IN
                    (SELECT case_id FROM assignments WHERE person_id = \(person)
                        AND role IN \(draftRoles.map(\.rawValue))))
                """
        }
        return "(case_updates.author_id = \(person) OR (\(rules)))"
    }
}
