package import Domain
import Records
import SQL

/// One page of the files of a case.
package struct CaseFileList: Sendable {
    package let caseFile: CaseFile
    /// The newest first, with the versions that were replaced.
    package let files: [Listed]
    /// What the next page comes after; nil on the last.
    package let next: ID<Attachment>?
    /// Whether it begins anew, because what it was to come after is not there.
    package let beginsAnew: Bool

    /// One version of a file, with the update that it is of.
    package struct Listed: Sendable {
        package let file: Attachment
        package let update: CaseUpdate
        package let group: AccessGroup?
        /// None where it was not recorded.
        package let uploader: Person?
    }
}

extension Installation {
    /// Every file of the updates of a case that are for this viewer; none for a case that they may not see. Reads only.
    package func listFiles(
        of id: ID<CaseFile>, after: ID<Attachment>?, limit: Int = 50, to viewer: Viewer
    ) async throws -> CaseFileList? {
        try await database.read { transaction in
            guard let caseFile = try self.caseFile(id, for: viewer, in: transaction) else { return nil }
            let attachments = Attachments(transaction)
            let seen = Dictionary(
                uniqueKeysWithValues: try self.updates(of: id, for: viewer, in: transaction).map { ($0.id, $0) })
            let last = try after.flatMap { try attachments.find($0) }.flatMap { seen[$0.update] == nil ? nil : $0 }
            let found = try attachments.all(
                of: id, seenBy: Onlooker(viewer.person, viewer.rights), after: last, most: limit + 1)
            let page = found.prefix(limit)
            let people = try People(transaction).find(Array(Set(page.compactMap(\.uploadedBy))))
            let groups = Dictionary(
                uniqueKeysWithValues: try AccessGroups(transaction).all().map { ($0.id, $0) })
            return CaseFileList(
                caseFile: caseFile,
                files: page.compactMap { file in
                    seen[file.update].map { update in
                        CaseFileList.Listed(
                            file: file, update: update, group: groups[update.accessGroup],
                            uploader: file.uploadedBy.flatMap { people[$0] })
                    }
                },
                next: found.count > limit ? page.last?.id : nil, beginsAnew: after != nil && last == nil)
        }
    }
}
