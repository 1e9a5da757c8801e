package import Domain
import Records
import SQL

/// Which cases a list shows.
package struct CaseFilter: Hashable, Sendable {
    package var text = ""
    package var status: CaseStatus?
    /// The last one of the page before.
    package var after: ID<CaseFile>?
    package var limit = 50

    package init() {}
}

/// One page of cases.
package struct CaseList: Sendable {
    package let cases: [Listed]
    /// What the next page comes after; nil on the last.
    package let next: ID<CaseFile>?
    /// Whether it begins anew, because what it was to come after is not there.
    package let beginsAnew: Bool

    /// One of them.
    package struct Listed: Sendable {
        package let caseFile: CaseFile
        /// The viewer's own.
        package let role: AssignmentRole?
        package let lastActivity: Moment?
    }
}

extension Installation {
    /// The cases that this viewer sees and the filter lets through, newest first, fifty a page or as many as
    /// the filter says.
    package func listCases(_ filter: CaseFilter, to viewer: Viewer) async throws -> CaseList {
        try await database.read { transaction in
            let cases = Cases(transaction)
            let words = ListWords(filter.text)
            let seen = try cases.all(assignedTo: viewer.rights.seesEveryCase ? nil : viewer.person)
            let page = ListPage(of: seen, after: filter.after, key: \.id, size: filter.limit) {
                (filter.status == nil || $0.status == filter.status) && words.match([$0.reference, $0.title])
            }
            let roles = try cases.assignments(of: viewer.person)
            let activity = try cases.lastActivity(of: page.items.map(\.id))
            return CaseList(
                cases: page.items.map {
                    CaseList.Listed(caseFile: $0, role: roles[$0.id], lastActivity: activity[$0.id])
                },
                next: page.next, beginsAnew: page.beginsAnew)
        }
    }
}
