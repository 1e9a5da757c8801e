package import Domain
import Records
import SQL

/// One page of an update's sends.
package struct SendList: Sendable {
    package let sends: [SendSummary]
    /// What the next page comes after; nil on the last.
    package let next: ID<Send>?
    /// Whether it begins anew, because what it was to come after is not there.
    package let beginsAnew: Bool
}

extension Installation {
    /// Sends of an update, the newest first; none for what this viewer may not see. Reads only.
    package func listSends(
        of id: ID<CaseUpdate>, after: ID<Send>?, limit: Int, to viewer: Viewer
    ) async throws -> SendList? {
        try await database.read { transaction in
            guard try self.update(id, for: viewer, in: transaction) != nil else { return nil }
            let page = ListPage(of: try Sends(transaction).all(of: id), after: after, key: \.id, size: limit)
            let files = try Attachments(transaction).all(of: [id])
            return SendList(
                sends: try Self.summaries(of: page.items, files: files, in: transaction),
                next: page.next, beginsAnew: page.beginsAnew)
        }
    }
}
