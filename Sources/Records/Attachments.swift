package import Domain
package import SQL

/// The files of case updates.
package struct Attachments {
    private let transaction: any Transaction

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

    /// The files of an update, in the order they were added.
    package func all(of update: ID<CaseUpdate>) throws -> [Attachment] {
        try transaction.run("\(Self.columns) WHERE update_id = \(update) ORDER BY position").map(attachment)
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

    private static let columns: Statement = """
        SELECT id, update_id, name, size, sha256, media_type, blob_id, wrapped_key, created_at FROM attachments
        """

    private func attachment(_ row: Row) throws -> Attachment {
        let sha256 = try row.text("sha256")
        return Attachment(
            id: try row.id("id"), update: try row.id("update_id"), name: FileName(cleaning: try row.text("name")),
            size: try row.integer("size"), sha256: try row.stored("sha256") { try SHA256Digest(reading: sha256) },
            mediaType: MediaType(cleaning: try row.text("media_type")), blob: try row.id("blob_id"),
            wrappedKey: try row.text("wrapped_key"), createdAt: try row.moment("created_at"))
    }
}

/// The key of a stored file as its row holds it.
package struct WrappedKey: Hashable, Sendable {
    package let attachment: ID<Attachment>
    package let blob: ID<Blob>
    package let text: String
}
