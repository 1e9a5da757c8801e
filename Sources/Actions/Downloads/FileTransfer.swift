import Blobs
import Cryptography
import Domain
import Records
import SQL

/// The bytes of one range on their way to one visitor, with their place in the tracker.
package struct FileTransfer: RunningTransfer {
    package let range: Range<Int64>
    private let found: DownloadableFile
    private let sealed: any SealedFile
    private let begun: Moment
    private let client: ClientTrace?
    private let installation: Installation
    private let place: Running.Place

    init(
        _ found: DownloadableFile, sealed: any SealedFile, range: Range<Int64>, begun: Moment,
        client: ClientTrace?, installation: Installation
    ) {
        self.found = found
        self.sealed = sealed
        self.range = range
        self.begun = begun
        self.client = client
        self.installation = installation
        place = installation.figures.downloads.enter()
    }

    package func piece(from start: Int64) -> Range<Int64> {
        sealed.piece(from: start, in: range, installation.figures.pieceSize)
    }

    package func read(_ piece: Range<Int64>) async throws -> [UInt8] {
        let bytes = try await sealed.read(piece)
        installation.figures.count(.bytesSent, by: Int64(bytes.count))
        return bytes
    }

    /// False once the link or the key that signed it was revoked (LT-07), the file was replaced (N-45), or the session or the
    /// right that opened it ended. Expiry does not cut what began in time (LT-06).
    package func mayGoOn() async throws -> Bool {
        guard try installation.claims(found.token) != nil else { return false }
        let now = installation.world.now()
        let (link, entry) = (found.file.link.id, found.entry)
        return try await installation.database.read { transaction in
            guard let file = try LinkedFiles(transaction).find(link) else { return false }
            guard file.attachment?.id == found.attachment.id else { return false }
            if LinkState(file.link, delivery: file.delivery, send: file.send, now: now) == .revoked { return false }
            switch entry {
            case .open: return true
            case .staff(let viewer):
                guard let update = try CaseUpdates(transaction).find(file.send.update) else { return false }
                return try installation.stillSees(viewer, update, now: now, in: transaction)
            case .contact(let contact):
                return try installation.isPresent(contact, now: now, in: transaction)
            case .grant(let grant):
                let isEnded = try VisitorSessions(transaction).find(grant.session)?.endedAt != nil
                let person = try LinkedFiles(transaction).person(at: grant.address, on: file)
                // As it is now: a record that became a part of another took its grants along.
                let standing = try Grants(transaction).all(of: grant.session).first { $0.id == grant.id }
                return !isEnded && standing != nil && person?.id == standing?.person
            }
        }
    }

    package func keepAlive() async throws {
        let now = installation.world.now()
        switch found.entry {
        case .open: return
        case .grant(let grant):
            try await installation.database.write(.guarded) { try VisitorSessions($0).touch(grant.session, now: now) }
        case .contact(let contact):
            try await installation.database.write(.guarded) {
                try PortalSessions($0).touch(contact.session, now: now)
            }
        case .staff(let viewer): try await installation.keepAlive(viewer)
        }
    }

    /// *Completed* or *aborted* is written soon, or at once where nothing else writes it.
    package func finish(served: Int64, sent: Int64, silence: Duration) async throws {
        let now = installation.world.now()
        let end = EndedTransfer(
            link: found.file.link, actor: found.entry.actor, holder: found.holder, version: found.attachment.version,
            client: client, size: found.attachment.size,
            range: ServedRange(range, begun: begun, arrived: served, sent: sent, heard: now - silence), at: now)
        if installation.ends.take(end) { return }
        let notifier = installation.notifier
        try await installation.database.write(.guarded) { try end.write(telling: notifier, in: $0) }
    }
}
