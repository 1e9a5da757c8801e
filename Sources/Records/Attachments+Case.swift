package import Domain
import SQL

extension Attachments {
    /// Every version of every file of a case's updates that are for these eyes, the newest first, behind `last`, at most so many.
    package func all(
        of caseFile: ID<CaseFile>, seenBy onlooker: Onlooker, after last: Attachment?, most: Int
    ) throws -> [Attachment] {
        let behind: Statement =
            last.map { "AND (created_at < \($0.createdAt) OR (created_at = \($0.createdAt) AND id > \($0.id)))" } ?? ""
        return try transaction.run(
            """
            \(Self.columns) WHERE update_id IN
                (SELECT case_updates.id FROM case_updates WHERE case_updates.case_id = \(caseFile) AND \(onlooker.seesUpdate))
                \(behind)
            ORDER BY created_at DESC, id LIMIT \(most)
            """
        ).map(attachment)
    }
}
