package import Domain
import Records
import SQL

/// One page of what happened on a case.
package struct ActivityList: Sendable {
    package let caseFile: CaseFile
    /// The newest first.
    package let entries: [CaseActivity]
    /// Everybody whom an entry names.
    package let people: [ID<Person>: Person]
    /// What the next page comes after; nil on the last.
    package let next: CaseActivity.Mark?
}

extension Installation {
    /// What happened on a case, as far as it is for this viewer, of one topic or all; none for a case that they may not see.
    /// Reads only.
    package func showActivity(
        of id: ID<CaseFile>, topic: ActivityTopic?, after mark: CaseActivity.Mark?, limit: Int = 50, to viewer: Viewer
    ) async throws -> ActivityList? {
        try await database.read { transaction in
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return nil }
            let found = try CaseActivities(transaction).all(
                of: id, topics: topic.map { [$0] } ?? ActivityTopic.allCases,
                seenBy: Onlooker(viewer.person, viewer.rights), after: mark, most: limit + 1)
            let entries = Array(found.prefix(limit))
            let people = entries.flatMap { entry -> [ID<Person>] in
                guard case .person(let actor, _) = entry.actor else { return [entry.subject].compactMap { $0 } }
                return [actor, entry.subject].compactMap { $0 }
            }
            return ActivityList(
                caseFile: caseFile, entries: entries, people: try People(transaction).find(Array(Set(people))),
                next: found.count > limit ? entries.last?.mark : nil)
        }
    }
}
