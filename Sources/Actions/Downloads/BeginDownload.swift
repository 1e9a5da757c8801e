package import Blobs
import Cryptography
package import Domain
import Records
import SQL

/// How the beginning of a transfer ends.
package enum BegunDownload: Sendable {
    /// Revoked or expired since it was found.
    case refused(LinkRefusal)
    case locked
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
        let claims = LinkClaims(link: found.file.link.id, expiresAt: found.file.link.expiresAt)
        let client = organisation.kept(visitor.client)
        let refusal: BegunDownload? = try await database.write { transaction in
            switch try Self.find(claims, now: now, in: transaction) {
            case .failure(let refusal): return .refused(refusal)
            case .success(let file):
                guard try self.entry(to: file, for: visitor, now: now, in: transaction) == found.entry else {
                    return .locked
                }
                if case .grant(let grant) = found.entry {
                    try VisitorSessions(transaction).touch(grant.session, now: now)
                }
                let isFirst = try Transfers(transaction).start(
                    holder: found.entry.holder, link: file.link.id, now: now)
                guard isFirst else { return nil }
                try Events(transaction).append(
                    NewEvent(
                        .downloadStarted, of: file.delivery.id, link: file.link.id, by: found.entry.actor,
                        client: client),
                    now: now)
                return nil
            }
        }
        if let refusal { return refusal }
        return .transfer(FileTransfer(found, sealed: sealed, range: range, client: client, installation: self))
    }
}
