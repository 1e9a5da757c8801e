import Blobs
import Cryptography
package import Domain
import Records
import SQL

/// A file as staff read it, for checking what goes out. No delivery event: there is no link in it.
package struct ReadableAttachment: Sendable {
    package let attachment: Attachment
    /// Open; every byte of it is authenticated before it is given out.
    let file: any SealedFile

    /// The range in pieces, to be read in order.
    package func pieces(of range: Range<Int64>) -> [Range<Int64>] { range.isEmpty ? [] : file.pieces(of: range) }

    /// The bytes of a piece; throws `damaged` where they are not what was stored.
    package func read(_ piece: Range<Int64>) async throws -> [UInt8] { try await file.read(piece) }
}

extension Installation {
    /// What is known about a file; none for what this viewer may not see.
    package func showAttachment(_ id: ID<Attachment>, to viewer: Viewer) async throws -> Attachment? {
        try await database.read { transaction in
            guard let attachment = try Attachments(transaction).find(id),
                let update = try CaseUpdates(transaction).find(attachment.update),
                try self.sees(viewer, update.caseFile, in: transaction)
            else { return nil }
            return attachment
        }
    }

    /// Opens a file of a case that this viewer sees.
    package func readAttachment(_ id: ID<Attachment>, by viewer: Viewer) async throws -> ReadableAttachment? {
        guard let attachment = try await showAttachment(id, to: viewer) else { return nil }
        let file = try await blobs.open(
            StoredBlob(id: attachment.blob, size: attachment.size, wrappedKey: attachment.wrappedKey))
        return ReadableAttachment(attachment: attachment, file: file)
    }
}
