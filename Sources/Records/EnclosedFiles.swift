package import Domain
package import SQL

/// The files that travel in letters, in the version that they had when the letter was written.
package struct EnclosedFiles {
    private let transaction: any Transaction

    package init(_ transaction: any Transaction) { self.transaction = transaction }

    /// In the order of their places in the letter.
    package func insert(_ files: [ID<Attachment>], into letter: ID<QueuedLetter>) throws {
        for (position, file) in files.enumerated() {
            try transaction.run(
                """
                INSERT INTO enclosed_files (outbox_id, position, attachment_id)
                VALUES (\(letter), \(Int64(position)), \(file))
                """)
        }
    }

    /// The files of a letter, in the order of their places in it.
    package func all(of letter: ID<QueuedLetter>) throws -> [Attachment] {
        let ids: [ID<Attachment>] = try transaction.run(
            "SELECT attachment_id FROM enclosed_files WHERE outbox_id = \(letter) ORDER BY position"
        ).map { try $0.id("attachment_id") }
        return try ids.compactMap { try Attachments(transaction).find($0) }
    }
}
