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
    private let client: ClientTrace?
    private let installation: Installation
    private let place: Running.Place

    init(
        _ found: DownloadableFile, sealed: any SealedFile, range: Range<Int64>, client: ClientTrace?,
        installation: Installation
    ) {
        self.found = found
        self.sealed = sealed
        self.range = range
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
            case .grant(let grant):
                let isEnded = try VisitorSessions(transaction).find(grant.session)?.endedAt != nil
                let person = try LinkedFiles(transaction).person(at: grant.address, on: file)
                return !isEnded && person?.id == grant.person
            }
        }
    }

    package func keepAlive() async throws {
        let now = installation.world.now()
        switch found.entry {
        case .open: return
        case .grant(let grant):
            try await installation.database.write(.guarded) { try VisitorSessions($0).touch(grant.session, now: now) }
        case .staff(let viewer): try await installation.keepAlive(viewer)
        }
    }

    /// Adds what was handed to the connection to what was served before, and writes *completed* once every byte was, or
    /// *aborted* when this range was cut short (UD-10, N-07, N-08).
    package func finish(served: Int64) async throws {
        let now = installation.world.now()
        let covered = range.lowerBound..<(range.lowerBound + served)
        let isWhole = covered == 0..<found.attachment.size
        try await installation.database.write(.guarded) { transaction in
            guard !isWhole else { return try self.complete(now: now, in: transaction) }
            try self.add(covered, now: now, in: transaction)
        }
    }

    private func complete(now: Moment, in transaction: any Transaction) throws {
        _ = try Events(transaction).appendOnce(event(.downloadCompleted), mark: completion(), now: now)
    }

    /// What was served in part, as one of any number of parts.
    private func add(_ covered: Range<Int64>, now: Moment, in transaction: any Transaction) throws {
        guard try Events(transaction).moments(of: [completion()]).isEmpty else { return }
        let link = found.file.link
        let coverage = try Transfers(transaction).cover(covered, holder: found.holder, link: link.id, now: now)
        if coverage.isComplete(size: found.attachment.size) { return try complete(now: now, in: transaction) }
        guard covered.count < range.count else { return }
        // A client that fetches in many cut pieces is one download that was broken off, not hundreds (N-06).
        let aborted = event(.downloadAborted)
        let earlier = try Events(transaction).last(
            .downloadAborted, on: link, by: aborted.actor, since: now - .minutes(10))
        if earlier == nil { try Events(transaction).append(aborted, now: now) }
    }

    private func event(_ kind: EventKind) -> NewEvent {
        let link = found.file.link
        return NewEvent(
            kind, of: link.delivery, link: link.id, by: found.entry.actor, client: client,
            fileVersion: found.attachment.version)
    }

    private func completion() throws -> EventMark {
        try EventMark(.downloadCompleted, holder: found.holder, link: found.file.link.id)
    }
}
