import Cryptography
package import Domain
import Records
import SQL

/// A contact or prospect who is signed in to the portal: what guards make of its cookie.
package struct PortalViewer: Hashable, Sendable {
    package let person: ID<Person>
    package let access: ID<PortalAccess>
    package let session: ID<PortalSession>
    package let name: String
    /// The address they sign in with.
    package let address: EmailAddress
}

/// Who asks was signed in to the portal, and would not be let in any more.
package struct PortalViewerGone: Error {
    package init() {}
}

extension Installation {
    /// Who is signed in to the portal by a cookie: nobody once the session has ended or run out, the access was switched off or
    /// its address taken from the person (AU-07). The last sign of life is written at most once a minute.
    package func signedInToPortal(_ secret: BrowserSecret) async throws -> PortalViewer? {
        let now = world.now()
        let digest = try secret.digest().hex
        let found = try await database.read { try PortalSessions($0).find(tokenDigest: digest) }
        guard let found, found.session.isLive(sessionLimits, now: now) else { return nil }
        if now >= found.session.lastSeenAt + .minutes(1) {
            try await database.write(.guarded) { try PortalSessions($0).touch(found.session.id, now: now) }
        }
        return PortalViewer(
            person: found.person, access: found.session.access, session: found.session.id, name: found.name,
            address: found.address)
    }

    /// Whether somebody who was let in before would be let in now.
    func isPresent(_ contact: PortalViewer, now: Moment, in transaction: any Transaction) throws -> Bool {
        guard let found = try PortalSessions(transaction).find(contact.session) else { return false }
        return found.person == contact.person && found.session.isLive(sessionLimits, now: now)
    }

    /// Reads for somebody who is signed in to the portal, or throws `PortalViewerGone`.
    func read<Result: Sendable>(
        for contact: PortalViewer, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        let now = world.now()
        return try await database.read { transaction in
            guard try self.isPresent(contact, now: now, in: transaction) else { throw PortalViewerGone() }
            return try body(transaction)
        }
    }

    /// Writes for somebody who is signed in to the portal, or throws `PortalViewerGone`.
    func write<Result: Sendable>(
        for contact: PortalViewer, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        let now = world.now()
        return try await database.write { transaction in
            guard try self.isPresent(contact, now: now, in: transaction) else { throw PortalViewerGone() }
            return try body(transaction)
        }
    }

    /// A sign of life of the session, written once a minute.
    func keepAlive(_ contact: PortalViewer, now: Moment, in transaction: any Transaction) throws {
        guard let found = try PortalSessions(transaction).find(contact.session),
            now - found.session.lastSeenAt >= .minutes(1)
        else { return }
        try PortalSessions(transaction).touch(contact.session, now: now)
    }
}
