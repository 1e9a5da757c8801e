import Blobs
import Cryptography
package import Domain
import Records
import SQL

extension Installation {
    /// Begins a newer version of a wrong file of a validated update (decision 14, N-45). `name` and `type` are what the
    /// sender's browser says, `reason` what the history will.
    package func beginReplacement(
        of id: ID<Attachment>, name: String, type: String, reason: String, by viewer: Viewer
    ) async throws -> BegunUpload {
        let now = world.now()
        let (refusal, found, left) = try await read(for: viewer) { viewer, transaction in
            let left = try self.quotaLeft(of: viewer.person, now: now, in: transaction)
            switch try self.replaceable(id, for: viewer, in: transaction) {
            case .refused(let refusal): return (BegunUpload?.some(.refused(refusal)), Attachment?.none, left)
            case .file(let file): return (left.bytes > 0 ? nil : .overQuota(left.quota), file, left)
            }
        }
        if let refusal { return refusal }
        guard let found else { return .refused(.unknown) }
        return .upload(
            AttachmentUpload(
                update: found.update, name: Typed.fileName(name), declaredType: MediaType(cleaning: type),
                replacement: Attachment.Replacement(of: id, by: viewer.person, reason: reason), viewer: viewer,
                upload: try await blobs.begin(limit: uploadLimits.fileSize),
                allowance: UploadAllowance(left, of: viewer.person, underWay: uploadsUnderWay),
                presence: UploadPresence(since: now), installation: self, place: figures.uploads.enter()))
    }

    /// Puts the newer version in the place of the file, in one transaction with its links: no request after it is served the
    /// old one, which stays for staff and in the record.
    func replace(_ new: Attachment, sniffed: String?, by viewer: Viewer) async throws -> AttachedFile {
        guard let replacement = new.replacement else { return .refused(.unknown) }
        return try await write(for: viewer) { viewer, transaction in
            if case .refused(let refusal) = try self.replaceable(replacement.of, for: viewer, in: transaction) {
                return .refused(refusal)
            }
            let left = try self.quotaLeft(of: viewer.person, now: new.createdAt, in: transaction)
            guard left.bytes >= new.size else { return .overQuota(left.quota) }
            guard
                try Attachments(transaction).replace(replacement.of, with: new, sniffed: sniffed, now: new.createdAt)
            else { return .refused(.replaced) }
            try UploadedBytes(transaction).add(new.size, by: viewer.person, now: new.createdAt)
            try self.note(new.id, content: new.sha256, now: new.createdAt, in: transaction)
            return .attached(new.id)
        }
    }

    /// What would be replaced, if this viewer may; none where they may not. Reads only.
    package func fileToReplace(_ id: ID<Attachment>, by viewer: Viewer) async throws -> ReplaceableFile {
        try await database.read { try self.replaceable(id, for: viewer, in: $0) }
    }

    /// Whoever could have let the update out may replace a file of it.
    static func mayReplace(_ viewer: Viewer, in group: AccessGroup?) -> Bool {
        viewer.rights.mayWriteUpdates && (viewer.rights.mayValidate || group?.requiresValidation == false)
    }

    private func replaceable(
        _ id: ID<Attachment>, for viewer: Viewer, in transaction: any Transaction
    ) throws -> ReplaceableFile {
        guard let file = try Attachments(transaction).find(id),
            let (update, caseFile) = try update(file.update, for: viewer, in: transaction)
        else { return .refused(.unknown) }
        guard update.state == .validated else { return .refused(.notValidated) }
        guard Self.mayReplace(viewer, in: try AccessGroups(transaction).find(update.accessGroup)) else {
            return .refused(.notAllowed)
        }
        guard caseFile.status == .open else { return .refused(.closed) }
        return file.supersededAt == nil ? .file(file) : .refused(.replaced)
    }
}

/// A file that may be replaced, or why not.
package enum ReplaceableFile: Hashable, Sendable {
    case refused(DraftRefusal)
    case file(Attachment)
}
