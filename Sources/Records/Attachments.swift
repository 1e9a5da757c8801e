package import Domain
package import SQL

/// The files of case updates.
package struct Attachments {
    let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// Adds the file behind those the update has; `sniffed` is what its first bytes look like.
    package func insert(_ attachment: Attachment, sniffed: String?, by uploader: ID<Person>? = nil) throws {
        try transaction.run(
            """
            INSERT INTO attachments
                (id, update_id, position, name, size, sha256, media_type, sniffed_type, blob_id, wrapped_key, created_at,
                uploaded_by)
            SELECT \(attachment.id), \(attachment.update), COALESCE(MAX(position), 0) + 1, \(attachment.name.text),
                \(attachment.size), \(attachment.sha256.hex), \(attachment.mediaType.text), \(sniffed),
                \(attachment.blob), \(attachment.wrappedKey), \(attachment.createdAt),
                \(uploader)
            FROM attachments WHERE update_id = \(attachment.update)
            """)
    }

    /// The file of this id, if an update has it.
    package func find(_ id: ID<Attachment>) throws -> Attachment? {
        try transaction.run("\(Self.columns) WHERE id = \(id)").first.map(attachment)
    }

    /// The files of an update as they stand, in the order they were added.
    package func all(of update: ID<CaseUpdate>) throws -> [Attachment] { try all(of: [update])[update] ?? [] }

    /// The same of each of these updates that has any.
    package func all(of updates: [ID<CaseUpdate>]) throws -> [ID<CaseUpdate>: [Attachment]] {
        let files = try updates.inParts.flatMap { part in
            try transaction.run(
                "\(Self.columns) WHERE update_id IN \(Array(part)) AND superseded_at IS NULL ORDER BY position")
        }
        return Dictionary(grouping: try files.map(attachment), by: \.update)
    }

    /// The versions of an update's files that another one took the place of, the latest first.
    package func superseded(of update: ID<CaseUpdate>) throws -> [Attachment] {
        try superseded(of: [update])[update] ?? []
    }

    /// The same of each of these updates that has any.
    package func superseded(of updates: [ID<CaseUpdate>]) throws -> [ID<CaseUpdate>: [Attachment]] {
        let files = try updates.inParts.flatMap { part in
            try transaction.run(
                """
                \(Self.columns) WHERE update_id IN \(Array(part)) AND superseded_at IS NOT NULL
                ORDER BY position, superseded_at DESC, id
                """)
        }
        return Dictionary(grouping: try files.map(attachment), by: \.update)
    }

    /// Puts a newer version in the place of a file, also behind its links; false where somebody replaced it before.
    package func replace(_ old: ID<Attachment>, with new: Attachment, sniffed: String?, now: Moment) throws -> Bool {
        let isFirst =
            try transaction.change(
                "UPDATE attachments SET superseded_at = \(now) WHERE id = \(old) AND superseded_at IS NULL") > 0
        guard isFirst else { return false }
        try transaction.run(
            """
            INSERT INTO attachments
                (id, update_id, position, name, size, sha256, media_type, sniffed_type, blob_id, wrapped_key, created_at,
                uploaded_by, version, replaces, replace_reason)
            SELECT \(new.id), update_id, position, \(new.name.text), \(new.size), \(new.sha256.hex),
                \(new.mediaType.text), \(sniffed), \(new.blob), \(new.wrappedKey), \(new.createdAt),
                \(new.replacement?.by), COALESCE(version, 1) + 1, id, \(new.replacement?.reason)
            FROM attachments WHERE id = \(old)
            """)
        try transaction.run("UPDATE file_links SET attachment_id = \(new.id) WHERE attachment_id = \(old)")
        return true
    }

    /// Takes the file off its draft; its blob is the caller's to remove afterwards.
    package func delete(_ id: ID<Attachment>) throws {
        try transaction.run("DELETE FROM attachments WHERE id = \(id)")
    }

    /// Which of these blobs some attachment still needs: what a sweep may not remove.
    package func needed(among blobs: [ID<Blob>]) throws -> Set<ID<Blob>> {
        var needed: Set<ID<Blob>> = []
        for part in blobs.inParts {
            let rows = try transaction.run("SELECT blob_id FROM attachments WHERE blob_id IN \(Array(part))")
            for row in rows { needed.insert(try row.id("blob_id")) }
        }
        return needed
    }

    /// Files in the order of their ids, after `last`: their blobs and wrapped keys.
    package func wrappedKeys(after last: ID<Attachment>?, most: Int) throws -> [WrappedKey] {
        let rows = try transaction.run(
            """
            SELECT id, blob_id, wrapped_key FROM attachments WHERE id > \(last?.text ?? "") ORDER BY id LIMIT \(most)
            """)
        return try rows.map { row in
            WrappedKey(attachment: try row.id("id"), blob: try row.id("blob_id"), text: try row.text("wrapped_key"))
        }
    }

    /// Puts another wrapping in the place of `old`; does nothing where it has changed meanwhile.
    package func rewrap(_ old: WrappedKey, as text: String) throws {
        try transaction.run(
            """
            UPDATE attachments SET wrapped_key = \(text) WHERE id = \(old.attachment) AND wrapped_key = \(old.text)
            """)
    }

    static let columns: Statement = """
        SELECT id, update_id, name, size, sha256, media_type, blob_id, wrapped_key, created_at, uploaded_by, version,
            replaces, replace_reason, superseded_at
        FROM attachments
        """

    func attachment(_ row: Row) throws -> Attachment {
        let sha256 = try row.text("sha256")
        return Attachment(
            id: try row.id("id"), update: try row.id("update_id"), name: FileName(cleaning: try row.text("name")),
            size: try row.integer("size"), sha256: try row.stored("sha256") { try SHA256Digest(reading: sha256) },
            mediaType: MediaType(cleaning: try row.text("media_type")), blob: try row.id("blob_id"),
            wrappedKey: try row.text("wrapped_key"), createdAt: try row.moment("created_at"),
            version: try row.optionalInteger("version") ?? 1, replacement: try replacement(row),
            supersededAt: try row.optionalMoment("superseded_at"), uploadedBy: try row.optionalID("uploaded_by"))
    }

    private func replacement(_ row: Row) throws -> Attachment.Replacement? {
        guard let old: ID<Attachment> = try row.optionalID("replaces") else { return nil }
        return Attachment.Replacement(
            of: old, by: try row.optionalID("uploaded_by"), reason: try row.optionalText("replace_reason") ?? "")
    }
}

/// The key of a stored file as its row holds it.
package struct WrappedKey: Hashable, Sendable {
    package let attachment: ID<Attachment>
    package let blob: ID<Blob>
    package let text: String
}
