import Cryptography
import Domain
import Records
import SQL

/// Who asks was let in, and would not be any more: signed out, their token revoked or over, or the account closed.
package struct ViewerGone: Error {
    package init() {}
}

/// What staff ask for is decided by the rights that they have when it is done, not when they began to ask (AU-03): the content
/// of a request may come long after its head.
extension Installation {
    /// Writes for somebody who was let in before. `body` is given who they are in this very transaction.
    func write<Result: Sendable>(
        for viewer: Viewer, _ body: @escaping @Sendable (Viewer, any Transaction) throws -> Result
    ) async throws -> Result {
        let now = world.now()
        return try await database.write { transaction in
            try body(Self.present(viewer, now: now, in: transaction), transaction)
        }
    }

    /// Reads for somebody who was let in before, where that may be a while ago.
    func read<Result: Sendable>(
        for viewer: Viewer, _ body: @escaping @Sendable (Viewer, any Transaction) throws -> Result
    ) async throws -> Result {
        let now = world.now()
        return try await database.read { transaction in
            try body(Self.present(viewer, now: now, in: transaction), transaction)
        }
    }

    /// Something that runs for long is a sign of life of the session it runs for; throws `ViewerGone` once that has ended.
    func keepAlive(_ viewer: Viewer) async throws {
        let now = world.now()
        try await database.write(.guarded) { transaction in
            let viewer = try Self.present(viewer, now: now, in: transaction)
            if let session = viewer.session { try StaffSessions(transaction).touch(session, now: now) }
        }
    }

    /// The viewer with today's rights; throws `ViewerGone` where nobody would be let in any more.
    static func present(_ viewer: Viewer, now: Moment, in transaction: any Transaction) throws -> Viewer {
        guard try isLive(viewer, now: now, in: transaction),
            let account = try StaffAccounts(transaction).find(viewer.person), account.disabledAt == nil
        else { throw ViewerGone() }
        return Viewer(
            person: viewer.person, session: viewer.session, token: viewer.token, name: viewer.name,
            rights: account.rights)
    }

    /// Whether the session, or the token of a program, is good still.
    private static func isLive(_ viewer: Viewer, now: Moment, in transaction: any Transaction) throws -> Bool {
        if let session = viewer.session {
            return try StaffSessions(transaction).find(session)?.isLive(now: now) == true
        }
        guard let token = viewer.token else { return false }
        return try ApiTokens(transaction).find(token)?.isLive(now: now) == true
    }
}
