import Blobs
import Cryptography
package import Domain
import Records
import SQL

/// How the beginning of an upload ends.
package enum BegunUpload: Sendable {
    case refused(DraftRefusal)
    /// The update has all the files it may have.
    case tooMany(limit: Int)
    case overQuota(UploadQuota)
    case upload(AttachmentUpload)
}

/// How an upload ends.
package enum AttachedFile: Hashable, Sendable {
    case refused(DraftRefusal)
    case tooMany(limit: Int)
    case overQuota(UploadQuota)
    case attached(ID<Attachment>)
}

/// A file on its way into a draft, or into the place of a wrong one. Used by one task: `append` as it comes, then `finish` or `abandon`.
package struct AttachmentUpload: Sendable {
    let update: ID<CaseUpdate>
    let name: FileName
    let declaredType: MediaType
    /// None for a further file of a draft.
    var replacement: Attachment.Replacement?
    let viewer: Viewer
    let upload: any SealedUpload
    let allowance: UploadAllowance
    let presence: UploadPresence
    let installation: Installation
    let place: Running.Place

    /// Which limit of the person was reached, where `append` said no because of one.
    package var quotaReached: UploadQuota? { allowance.reached }

    /// Takes the next plain bytes; false when there are more than a file may have, or its sender may upload, and then the
    /// upload is over (UD-01). Throws `ViewerGone` when its sender is signed out meanwhile, which is looked at once a minute.
    package func append(_ bytes: [UInt8]) async throws -> Bool {
        guard allowance.take(bytes.count) else {
            await abandon()
            return false
        }
        if presence.isDue(now: installation.world.now()) { try await installation.keepAlive(viewer) }
        do {
            try await upload.append(bytes)
            installation.figures.count(.bytesReceived, by: Int64(bytes.count))
            return true
        } catch BlobFault.tooLarge {
            return false
        }
    }

    /// Gives the upload up: nothing of it stays.
    package func abandon() async {
        allowance.end()
        await upload.abandon()
    }

    /// Lists the file with the update. Its content is durable before the row is written (ST-02): a crash between the two
    /// leaves a file that nobody sees and the sweep removes, never a row without a file.
    package func finish() async throws -> AttachedFile {
        let stored = try await upload.finish()
        // Where this throws, a commit of unknown end may have written the row: the content stays, for the sweep to judge.
        let result = try await installation.attach(stored, of: self)
        allowance.end()
        if case .attached = result { return result }
        try? await installation.blobs.remove(stored.blob.id)
        return result
    }
}

extension Installation {
    /// Begins a file of a draft. `name` and `type` are what the sender's browser says.
    package func beginUpload(
        to id: ID<CaseUpdate>, name: String, type: String, by viewer: Viewer
    ) async throws -> BegunUpload {
        let now = world.now()
        let (refusal, left) = try await read(for: viewer) { viewer, transaction in
            let left = try self.quotaLeft(of: viewer.person, now: now, in: transaction)
            if case .refused(let refusal) = try self.draft(id, for: viewer, in: transaction) {
                return (BegunUpload?.some(.refused(refusal)), left)
            }
            guard try !self.isFull(id, in: transaction) else {
                return (.tooMany(limit: self.uploadLimits.filesPerUpdate), left)
            }
            return (left.bytes > 0 ? nil : .overQuota(left.quota), left)
        }
        if let refusal { return refusal }
        return .upload(
            AttachmentUpload(
                update: id, name: Typed.fileName(name), declaredType: MediaType(cleaning: type), viewer: viewer,
                upload: try await blobs.begin(limit: uploadLimits.fileSize),
                allowance: UploadAllowance(left, of: viewer.person, underWay: uploadsUnderWay),
                presence: UploadPresence(since: now), installation: self, place: figures.uploads.enter()))
    }

    func attach(_ stored: FinishedUpload, of upload: AttachmentUpload) async throws -> AttachedFile {
        let sniffed = MediaTypeGuess.sniff(stored.opening)
        let attachment = Attachment(
            id: try world.newID(), update: upload.update, name: upload.name, size: stored.blob.size,
            sha256: stored.sha256, mediaType: Self.type(upload.declaredType, sniffed: sniffed),
            blob: stored.blob.id, wrappedKey: try currentWrapping(of: stored.blob), createdAt: world.now(),
            replacement: upload.replacement)
        if upload.replacement != nil { return try await replace(attachment, sniffed: sniffed, by: upload.viewer) }
        return try await write(for: upload.viewer) { viewer, transaction in
            if case .refused(let refusal) = try self.draft(upload.update, for: viewer, in: transaction) {
                return .refused(refusal)
            }
            guard try !self.isFull(upload.update, in: transaction) else {
                return .tooMany(limit: self.uploadLimits.filesPerUpdate)
            }
            let person = viewer.person
            let left = try self.quotaLeft(of: person, now: attachment.createdAt, in: transaction)
            guard left.bytes >= attachment.size else { return .overQuota(left.quota) }
            try Attachments(transaction).insert(attachment, sniffed: sniffed, by: person)
            try UploadedBytes(transaction).add(attachment.size, by: person, now: attachment.createdAt)
            try self.note(
                attachment.id, content: attachment.sha256, now: attachment.createdAt, in: transaction)
            return .attached(attachment.id)
        }
    }

    /// Of an upload that began before a rotation of the keys for files: nothing new depends on the key of before.
    private func currentWrapping(of blob: StoredBlob) throws -> String {
        let keys = FileKeys(keys: keys)
        guard try keys.keyID(of: blob.wrappedKey) != keys.newestKeyID() else { return blob.wrappedKey }
        return try keys.rewrap(blob.wrappedKey, for: blob.id)
    }

    private func isFull(_ id: ID<CaseUpdate>, in transaction: any Transaction) throws -> Bool {
        try Attachments(transaction).all(of: id).count >= uploadLimits.filesPerUpdate
    }

    /// What was declared, unless that says nothing. Neither is trusted: what a browser is told comes from an allow-list.
    private static func type(_ declared: MediaType, sniffed: String?) -> MediaType {
        guard declared.text == "application/octet-stream", let sniffed else { return declared }
        return MediaType(cleaning: sniffed)
    }
}
