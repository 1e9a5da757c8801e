import Cryptography
package import Domain
import Records
import SQL

extension Installation {
    /// The member of staff behind a cookie: none if the session has ended or run out, or the account was closed.
    ///
    /// Rights are read anew each time, so that a change of role acts on the next request (AU-03). The session's last sign of
    /// life is written at most once a minute.
    package func signedIn(_ secret: BrowserSecret) async throws -> Viewer? {
        let now = world.now()
        let digest = try secret.digest().hex
        let found = try await database.read {
            transaction -> (viewer: Viewer, session: ID<StaffSession>, isDue: Bool)? in
            guard let session = try StaffSessions(transaction).find(tokenDigest: digest), session.isLive(now: now),
                let account = try StaffAccounts(transaction).find(session.person), account.disabledAt == nil,
                let person = try People(transaction).find(session.person)
            else { return nil }
            let rights = account.rights
            let unread = try Self.unread(by: Onlooker(person.id, rights), in: transaction)
            let viewer = Viewer(
                person: person.id, session: session.id, name: person.name, rights: rights, unread: unread)
            return (viewer, session.id, now >= session.lastSeenAt + .minutes(1))
        }
        guard let found else { return nil }
        if found.isDue {
            try await database.write(.guarded) { try StaffSessions($0).touch(found.session, now: now) }
        }
        return found.viewer
    }

    /// Whether somebody who was let in a while ago would be let in to this update now: neither signed out nor closed out, and with
    /// the rights that they have today (AU-03). Asked by what runs for long.
    func stillSees(
        _ viewer: Viewer, _ update: CaseUpdate, now: Moment, in transaction: any Transaction
    ) throws -> Bool {
        do {
            return try sees(Self.present(viewer, now: now, in: transaction), update, in: transaction)
        } catch is ViewerGone {
            return false
        }
    }

    /// Ends the session behind a cookie; nothing happens where there is none. By what way it had begun.
    @discardableResult
    package func signOut(_ secret: BrowserSecret) async throws -> SignInWay? {
        let now = world.now()
        let digest = try secret.digest().hex
        return try await database.write(.guarded) { transaction in
            guard let session = try StaffSessions(transaction).find(tokenDigest: digest) else { return nil }
            try StaffSessions(transaction).end(session.id, of: session.person, now: now)
            return session.way
        }
    }
}
