import Blobs
import Cryptography
import Domain
import Records
import SQL

/// How the beginning of a transfer ends.
package enum BegunDownload: Sendable {
    /// Revoked or expired since it was found.
    case refused(LinkRefusal)
    case locked
    /// Another version took the place of the file since it was found: to be looked for again.
    case replaced
    case transfer(FileTransfer)
}

extension Installation {
    /// Writes *download started* durably, before the first byte leaves (EV-02), and hands out the bytes of `range`.
    ///
    /// One event per grant and file, however many ranges it is fetched in (decision 19). The file is opened and its key tried
    /// first: what cannot be read never counts as started.
    package func beginDownload(
        _ found: DownloadableFile, range: Range<Int64>, by visitor: Visitor
    ) async throws -> BegunDownload {
        let attachment = found.attachment
        let sealed = try await blobs.open(
            StoredBlob(id: attachment.blob, size: attachment.size, wrappedKey: attachment.wrappedKey))
        let now = world.now()
        let link = found.file.link
        let client = organisation.kept(visitor.client)
        do {
            try await database.write(.guarded) { transaction in
                _ = try Events(transaction).appendOnce(
                    NewEvent(
                        .downloadStarted, of: link.delivery, link: link.id, by: found.entry.actor, client: client,
                        fileVersion: attachment.version),
                    mark: EventMark(.downloadStarted, holder: found.holder, link: link.id), now: now)
                // Looked at last, so that a revocation on another machine is either seen here or comes behind the event.
                guard try self.claims(found.token) != nil else { throw Withdrawn(answer: .refused(.unknown)) }
                switch try self.visit(again: found.file, by: visitor, now: now, in: transaction) {
                case .failure(let refusal): throw Withdrawn(answer: .refused(refusal))
                case .success(let visit):
                    guard visit.entry == found.entry else { throw Withdrawn(answer: .locked) }
                    guard visit.file.attachment?.id == attachment.id else { throw Withdrawn(answer: .replaced) }
                    try self.keepAlive(visit, now: now, in: transaction)
                }
            }
        } catch let withdrawn as Withdrawn {
            return withdrawn.answer
        }
        return .transfer(
            FileTransfer(found, sealed: sealed, range: range, begun: now, client: client, installation: self))
    }
}

/// What was to be fetched may not be any more: nothing of its start is kept.
private struct Withdrawn: Error {
    let answer: BegunDownload
}
