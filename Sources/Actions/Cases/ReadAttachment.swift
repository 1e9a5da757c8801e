import Blobs
import Cryptography
package import Domain
import Records
import SQL

/// A range of a file as staff read it, for checking what goes out. No delivery event: there is no link in it.
package struct AttachmentReading: RunningTransfer {
    package let range: Range<Int64>
    package let attachment: Attachment
    /// Open; every byte of it is authenticated before it is given out.
    let file: any SealedFile
    let viewer: Viewer
    let installation: Installation
    let place: Running.Place

    package func piece(from start: Int64) -> Range<Int64> {
        file.piece(from: start, in: range, installation.figures.pieceSize)
    }

    package func read(_ piece: Range<Int64>) async throws -> [UInt8] {
        let bytes = try await file.read(piece)
        installation.figures.count(.bytesSent, by: Int64(bytes.count))
        return bytes
    }

    /// False once the reader is signed out, or sees the update no longer (AU-03).
    package func mayGoOn() async throws -> Bool {
        let now = installation.world.now()
        let (id, viewer) = (attachment.update, viewer)
        return try await installation.database.read { transaction in
            guard let update = try CaseUpdates(transaction).find(id) else { return false }
            return try installation.stillSees(viewer, update, now: now, in: transaction)
        }
    }

    package func keepAlive() async throws { try await installation.keepAlive(viewer) }

    package func finish(served: Int64, sent: Int64, silence: Duration) async throws {}
}

extension Installation {
    /// What is known about a file; none for what this viewer may not see.
    package func showAttachment(_ id: ID<Attachment>, to viewer: Viewer) async throws -> Attachment? {
        try await database.read { transaction in
            guard let attachment = try Attachments(transaction).find(id),
                try self.update(attachment.update, for: viewer, in: transaction) != nil
            else { return nil }
            return attachment
        }
    }

    /// Opens a file of an update that this viewer sees.
    package func readAttachment(
        _ id: ID<Attachment>, range: Range<Int64>, by viewer: Viewer
    ) async throws -> AttachmentReading? {
        guard let attachment = try await showAttachment(id, to: viewer) else { return nil }
        let file = try await blobs.open(
            StoredBlob(id: attachment.blob, size: attachment.size, wrappedKey: attachment.wrappedKey))
        return AttachmentReading(
            range: range, attachment: attachment, file: file, viewer: viewer, installation: self,
            place: figures.downloads.enter())
    }
}
